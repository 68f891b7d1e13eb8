using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class SchemaTests
{
    [Fact]
    public void The_last_column_of_a_name_hides_the_others()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single);
        builder.AddColumn("B", TextDataViewType.Instance);
        builder.AddColumn("A", NumberDataViewType.Int32);
        var schema = builder.ToSchema();
        Assert.Equal(3, schema.Count);
        Assert.True(schema[0].IsHidden);
        Assert.False(schema[2].IsHidden);
        Assert.Equal(2, schema["A"].Index);
        Assert.Null(schema.GetColumnOrNull("C"));
        Assert.Throws<ArgumentOutOfRangeException>(() => schema["C"]);
    }

    [Fact]
    public void Annotations_are_read_by_name()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("Number", NumberDataViewType.Int32, 17);
        annotations.Add("Names", new VectorDataViewType(TextDataViewType.Instance, 2), (ref VBuffer<ReadOnlyMemory<char>> value)
            => value = new VBuffer<ReadOnlyMemory<char>>(2, ["x".AsMemory(), "y".AsMemory()]));
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", new VectorDataViewType(NumberDataViewType.Single, 2), annotations.ToAnnotations());
        var column = builder.ToSchema()["A"];
        var number = 0;
        column.Annotations.GetValue("Number", ref number);
        Assert.Equal(17, number);
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue("Names", ref names);
        Assert.Equal(["x", "y"], names.DenseValues().Select(name => name.ToString()));
        Assert.False(column.HasSlotNames());
        Assert.Throws<InvalidOperationException>(() =>
        {
            var text = 0f;
            column.Annotations.GetValue("Number", ref text);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            var missing = 0;
            column.Annotations.GetValue("Missing", ref missing);
        });
    }

    [Fact]
    public void Types_are_equal_by_content()
    {
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), new VectorDataViewType(NumberDataViewType.Single, 3));
        Assert.NotEqual(new VectorDataViewType(NumberDataViewType.Single, 3), new VectorDataViewType(NumberDataViewType.Single, 4));
        Assert.NotEqual(new VectorDataViewType(NumberDataViewType.Single, 2, 3), new VectorDataViewType(NumberDataViewType.Single, 6));
        Assert.Equal(new KeyDataViewType(typeof(uint), 4), new KeyDataViewType(typeof(uint), 4UL));
        Assert.NotEqual<DataViewType>(new KeyDataViewType(typeof(uint), 4), NumberDataViewType.UInt32);
        Assert.Same(TextDataViewType.Instance, TextDataViewType.Instance);
        Assert.Equal(typeof(ReadOnlyMemory<char>), TextDataViewType.Instance.RawType);
    }

    [Fact]
    public void A_vector_type_knows_its_size()
    {
        var image = new VectorDataViewType(NumberDataViewType.Byte, ImmutableArray.Create(3, 4, 5));
        Assert.Equal(60, image.Size);
        Assert.True(image.IsKnownSize);
        Assert.Equal(new[] { 3, 4, 5 }, image.Dimensions);
        Assert.Equal(typeof(VBuffer<byte>), image.RawType);
        Assert.False(new VectorDataViewType(NumberDataViewType.Single).IsKnownSize);
        Assert.Equal("Vector<Single, 3>", new VectorDataViewType(NumberDataViewType.Single, 3).ToString());
    }

    [Fact]
    public void Keys_are_unsigned_and_bounded()
    {
        Assert.ThrowsAny<ArgumentException>(() => new KeyDataViewType(typeof(int), 4));
        Assert.ThrowsAny<ArgumentException>(() => new KeyDataViewType(typeof(uint), 0UL));
        Assert.ThrowsAny<ArgumentException>(() => new KeyDataViewType(typeof(byte), 300UL));
        Assert.True(KeyDataViewType.IsValidDataType(typeof(ulong)));
        Assert.False(KeyDataViewType.IsValidDataType(typeof(float)));
    }

    [Fact]
    public void Row_ids_combine_deterministically()
    {
        var id = new DataViewRowId(5, 0);
        Assert.Equal(new DataViewRowId(5, 0), id);
        Assert.Equal(id.Fork(), new DataViewRowId(5, 0).Fork());
        Assert.NotEqual(id.Fork(), id.Next());
        Assert.Equal(id.Combine(id.Next()), id.Combine(id.Next()));
        Assert.True(id.CompareTo(new DataViewRowId(6, 0)) < 0);
    }
}
