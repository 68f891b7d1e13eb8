using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class VBufferTests
{
    [Fact]
    public void A_dense_vector_has_all_its_values()
    {
        var vector = new VBuffer<float>(3, [1, 2, 3]);
        Assert.True(vector.IsDense);
        Assert.Equal([1f, 2f, 3f], vector.GetValues().ToArray());
        Assert.Equal([1f, 2f, 3f], vector.DenseValues());
        Assert.Equal(0, vector.GetIndices().Length);
        Assert.Equal(2f, vector.GetItemOrDefault(1));
    }

    [Fact]
    public void A_sparse_vector_has_its_explicit_values_and_zeros()
    {
        var vector = new VBuffer<float>(5, 2, [7, 8], [1, 4]);
        Assert.False(vector.IsDense);
        Assert.Equal([0f, 7f, 0f, 0f, 8f], vector.DenseValues());
        Assert.Equal([1, 4], vector.GetIndices().ToArray());
        Assert.Equal(0f, vector.GetItemOrDefault(2));
        Assert.Equal([(1, 7f), (4, 8f)], vector.Items().Select(item => (item.Key, item.Value)));
        Assert.Equal(5, vector.Items(all: true).Count());
    }

    [Fact]
    public void Copying_reuses_the_buffers_of_the_destination()
    {
        var source = new VBuffer<int>(3, [1, 2, 3]);
        var buffer = new int[8];
        var destination = new VBuffer<int>(8, buffer);
        source.CopyTo(ref destination);
        Assert.Equal([1, 2, 3], destination.DenseValues());
        Assert.Equal(1, buffer[0]);
    }

    [Fact]
    public void Copying_densifies_and_cuts()
    {
        var sparse = new VBuffer<float>(6, 2, [7, 8], [1, 4]);
        VBuffer<float> dense = default;
        sparse.CopyToDense(ref dense);
        Assert.True(dense.IsDense);
        Assert.Equal([0f, 7f, 0f, 0f, 8f, 0f], dense.DenseValues());
        VBuffer<float> part = default;
        sparse.CopyTo(ref part, 1, 3);
        Assert.Equal([7f, 0f, 0f], part.DenseValues());
        var array = new float[8];
        sparse.CopyTo(array.AsSpan(), 1, -1);
        Assert.Equal([0f, -1f, 7f, -1f, -1f, 8f, -1f, 0f], array);
    }

    [Fact]
    public void An_editor_writes_into_a_vector()
    {
        VBuffer<float> vector = default;
        var editor = VBufferEditor.Create(ref vector, 4, 2);
        Assert.True(editor.CreatedNewValues);
        editor.Values[0] = 5;
        editor.Indices[0] = 2;
        vector = editor.CommitTruncated(1);
        Assert.Equal([0f, 0f, 5f, 0f], vector.DenseValues());
        var again = VBufferEditor.Create(ref vector, 2, 2);
        Assert.False(again.CreatedNewValues);
        again.Values.Fill(3);
        vector = again.Commit();
        Assert.True(vector.IsDense);
        Assert.Equal([3f, 3f], vector.DenseValues());
    }

    [Fact]
    public void Bad_shapes_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new VBuffer<float>(3, [1f, 2f]));
        Assert.ThrowsAny<ArgumentException>(() => new VBuffer<float>(3, 2, [1f, 2f], [1]));
        Assert.ThrowsAny<ArgumentException>(() => new VBuffer<float>(2, [1f, 2f]).GetItemOrDefault(2));
    }
}
