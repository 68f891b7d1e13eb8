namespace MLNetGradExt.Data;

/// <summary>How rows fall into batches: full ones, then what is left; a single row left over joins the last full one.</summary>
public static class BatchPlan
{
    /// <summary>The size of the next batch when so many rows are left.</summary>
    public static long Size(long left, int batchSize) => left <= batchSize ? left : left == batchSize + 1 && batchSize > 1 ? left : batchSize;

    /// <summary>Batches of one pass.</summary>
    public static long Count(long rows, int batchSize, bool dropLast)
    {
        var (full, tail) = Math.DivRem(rows, batchSize);
        var joins = tail == 1 && full > 0 && batchSize > 1;
        return full + (tail == 0 || joins || dropLast ? 0 : 1);
    }
}
