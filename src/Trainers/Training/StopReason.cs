namespace MLNetGradExt;

/// <summary>Why a run ended.</summary>
public enum StopReason
{
    /// <summary>It has not ended yet.</summary>
    Running,

    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>The monitored figure stopped improving.</summary>
    EarlyStopping,

    /// <summary>The time limit was reached.</summary>
    TimeLimit,

    /// <summary>The loss grew far beyond its start, or never came below it.</summary>
    Hopeless,

    /// <summary>A target was reached.</summary>
    TargetReached,

    /// <summary>A callback asked for it for a reason of its own.</summary>
    Requested,

    /// <summary>The cancellation token was set; training throws <see cref="OperationCanceledException"/>.</summary>
    Cancelled,

    /// <summary>The loss was NaN or infinite; training throws <see cref="NonFiniteLossException"/> unless a callback puts weights of an earlier epoch back.</summary>
    NonFiniteLoss,

    /// <summary>Something else went wrong; training throws it.</summary>
    Failed,
}
