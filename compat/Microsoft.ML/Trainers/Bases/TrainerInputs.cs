namespace Microsoft.ML.Trainers;

/// <summary>Options of a trainer: the feature column.</summary>
public abstract class TrainerInputBase
{
    private protected TrainerInputBase()
    {
    }

    /// <summary>The column of features, a vector of Single.</summary>
    public string FeatureColumnName = "Features";
}

/// <summary>Options of a supervised trainer: the label column as well.</summary>
public abstract class TrainerInputBaseWithLabel : TrainerInputBase
{
    private protected TrainerInputBaseWithLabel()
    {
    }

    /// <summary>The column of labels.</summary>
    public string LabelColumnName = "Label";
}

/// <summary>Options of a supervised trainer with example weights.</summary>
public abstract class TrainerInputBaseWithWeight : TrainerInputBaseWithLabel
{
    private protected TrainerInputBaseWithWeight()
    {
    }

    /// <summary>The column of example weights, or null for equal weights.</summary>
    public string ExampleWeightColumnName;
}
