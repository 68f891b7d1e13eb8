using System.Reflection;

namespace MLNetGradExt.House.Tests;

/// <summary>
/// What the library may not call in TorchSharp although it compiles: members whose temporary scalar may be finalised while libtorch reads it
/// (write <c>x.mul_(Held(0.5))</c>, <c>x.add_(y, One)</c>, <c>x.pow(Two)</c>, <c>x.Read()</c>: see Numbers), and zero_, which upstream does not do in place.
/// </summary>
public class TorchSharpRuleTests
{
    [Theory]
    [InlineData("MLNetGradExt.Trainers")]
    [InlineData("MLNetGradExt")]
    public void No_scalar_is_left_to_the_finaliser_during_a_call(string assembly)
    {
        var called = Called(Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")).ManifestModule).ToList();
        Assert.NotEmpty(called);
        Assert.Empty(called.Where(Forbidden).Select(method => $"{method.DeclaringType!.Name}.{method}"));
    }

    private static bool Forbidden(MethodBase method)
    {
        var parameters = method.GetParameters();
        return (method.DeclaringType!.Name, method.Name) switch
        {
            ("Scalar", "op_Implicit") or ("Tensor", "op_Addition" or "square" or "zero_") => true,
            ("Tensor", "add" or "add_") => parameters.Length == 1,
            ("Tensor", "addcdiv" or "addcdiv_") => parameters.Length == 2,
            ("Tensor", "elu" or "elu_") => parameters.Length == 1,
            ("functional", "elu" or "leaky_relu") => true,
            ("Tensor", var name) when name.StartsWith("op_", StringComparison.Ordinal) => parameters.Any(parameter => parameter.ParameterType.IsPrimitive),
            ("TensorExtensionMethods", "ToDouble" or "ToSingle" or "ToInt32" or "ToInt64" or "ToBoolean") => true,
            _ => false,
        };
    }

    /// <summary>The methods of TorchSharp that a module refers to.</summary>
    private static IEnumerable<MethodBase> Called(Module module)
    {
        const int MemberReferences = 0x0A000000;
        for (var row = 1; ; row++)
        {
            MemberInfo? member = null;
            try
            {
                member = module.ResolveMember(MemberReferences + row);
            }
            catch (ArgumentOutOfRangeException)
            {
                yield break;
            }
            catch (Exception e) when (e is BadImageFormatException or ArgumentException)
            {
                // A member of an open generic type: none of those is forbidden.
            }
            if (member is MethodBase method && method.DeclaringType?.Assembly.GetName().Name == "TorchSharp") yield return method;
        }
    }
}
