using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>Who owns a tensor, who frees it, and what the statistics say about it.</summary>
public class DisposeScopes
{
    [Fact]
    public void AScopeFreesWhatWasMadeInIt()
    {
        Tensor inside, outside = ones(2);
        using (NewDisposeScope()) inside = outside + 1;
        Assert.True(inside.IsInvalid);
        Assert.False(outside.IsInvalid);
        outside.Dispose();
    }

    [Fact]
    public void DetachedTensorsSurviveAndAttachedOnesDoNot()
    {
        Tensor kept, given = ones(2);
        using (var scope = NewDisposeScope())
        {
            kept = ones(3).DetachFromDisposeScope();
            scope.Attach(given);
            Assert.True(scope.Contains(given));
            Assert.False(scope.Contains(kept));
        }
        Assert.False(kept.IsInvalid);
        Assert.True(given.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void TensorsMoveToTheOuterScope()
    {
        using var outer = NewDisposeScope();
        Tensor moved, other;
        using (var inner = NewDisposeScope())
        {
            moved = ones(1).MoveToOuterDisposeScope();
            other = inner.MoveToOuter(ones(2));
            Assert.Equal(0, inner.DisposablesCount);
        }
        Assert.False(moved.IsInvalid);
        Assert.False(other.IsInvalid);
        Assert.Equal(2, outer.DisposablesCount);
        Assert.Contains(moved, outer.DisposablesView);
    }

    [Fact]
    public void WithoutAnOuterScopeMovingOutMeansDetaching()
    {
        Tensor moved;
        using (NewDisposeScope()) moved = ones(1).MoveToOuterDisposeScope();
        Assert.False(moved.IsInvalid);
        moved.Dispose();
    }

    [Fact]
    public void EverythingButKeepsWhatItIsTold()
    {
        using var scope = NewDisposeScope();
        Tensor first = ones(1), second = ones(2), third = ones(3);
        Assert.Same(second, scope.DisposeEverythingBut(second));
        Assert.True(first.IsInvalid && third.IsInvalid);
        Assert.False(second.IsInvalid);
        scope.DisposeEverything();
        Assert.True(second.IsInvalid);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void AWrappedExpressionLeavesOnlyItsResult()
    {
        using var outer = NewDisposeScope();
        Tensor? between = null;
        var result = WrappedTensorDisposeScope(() => (between = ones(2) + 1) * 3);
        Assert.True(between!.IsInvalid);
        Assert.Equal(6f, result[0].item<float>());
        Assert.True(outer.Contains(result));
    }

    [Fact]
    public void StatisticsCountLives()
    {
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        statistics.Reset();
        var lone = ones(1);
        Assert.Equal((1, 0), (statistics.CreatedOutsideScopeCount, statistics.DisposedOutsideScopeCount));
        using (var scope = NewDisposeScope())
        {
            var owned = ones(1);
            var freed = ones(1).DetachFromDisposeScope();
            Assert.Equal(2, statistics.CreatedInScopeCount);
            Assert.Equal(1, statistics.DetachedFromScopeCount);
            scope.Attach(lone);
            Assert.Equal(1, statistics.AttachedToScopeCount);
            freed.Dispose();
            Assert.Equal(1, statistics.DisposedOutsideScopeCount);
        }
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void AScopeClosedOutOfOrderLeavesTheOthersInPlace()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        var made = ones(1);
        Assert.True(inner.Contains(made));
        inner.Dispose();
        Assert.True(made.IsInvalid);
        using var free = ones(1);
        Assert.False(free.IsInvalid);
    }

    [Fact]
    public void EachThreadHasItsOwnScopes()
    {
        using var scope = NewDisposeScope();
        var thread = new Thread(() => ones(1).Dispose());
        thread.Start();
        thread.Join();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void ADisposedTensorRefusesToWork()
    {
        var gone = ones(2);
        gone.Dispose();
        gone.Dispose();
        Assert.Throws<InvalidOperationException>(() => gone + 1);
        Assert.Throws<InvalidOperationException>(() => gone.shape);
        using var there = ones(2);
        Assert.Throws<InvalidOperationException>(() => there.add(gone));
    }

    [Fact]
    public void AForgottenTensorIsFreedByTheGarbageCollector()
    {
        var before = Tensor.TotalCount;
        Forget();
        for (var i = 0; i < 10 && Tensor.TotalCount > before; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.True(Tensor.TotalCount <= before);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Forget()
        {
            for (var i = 0; i < 100; i++) _ = ones(10);
        }
    }
}
