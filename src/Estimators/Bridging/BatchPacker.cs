namespace MLNetGradExt.Bridging;

/// <summary>
/// Sends rows off in batches of equal size, the last one smaller; a single row left over joins the batch before it,
/// because one row has no variance to normalise by.
/// </summary>
internal sealed class BatchPacker(int batchSize, ColumnRoles roles, Action<PackedRows> send)
{
    private PackedRows? _full;
    private PackedRows _open = new(batchSize + 1, roles);

    /// <summary>The batch that takes the next row.</summary>
    public PackedRows Open()
    {
        if (_open.Count < batchSize) return _open;
        if (_full is not null) send(_full);
        _full = _open;
        return _open = new PackedRows(batchSize + 1, roles);
    }

    /// <summary>Sends what is left.</summary>
    public void Finish()
    {
        if (_open.Count == 1 && _full is not null) _open.Take(0, _full);
        if (_full is not null) send(_full);
        if (_open.Count > 0) send(_open);
    }
}
