namespace TorchSharp;

// Comparing, testing and ordering elements. The free forms.
public static partial class torch
{
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => tensor.allclose(target, rtol, atol, equal_nan);
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => input.argsort(dim, descending);
    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);
    public static Tensor greater_equal(Tensor tensor, Tensor target) => tensor.greater_equal(target);
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);
    public static Tensor greater(Tensor tensor, Tensor target) => tensor.greater(target);
    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => tensor.isclose(other, rtol, atol, nanEqual);
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();
    public static Tensor isin(Tensor tensor, Tensor test_elements, bool assumeUnique = false, bool invert = false) => tensor.isin(test_elements, assumeUnique, invert);
    public static Tensor isinf(Tensor tensor) => tensor.isinf();
    public static Tensor isposinf(Tensor tensor) => tensor.isposinf();
    public static Tensor isneginf(Tensor tensor) => tensor.isneginf();
    public static Tensor isnan(Tensor input) => input.isnan();
    public static Tensor isreal(Tensor tensor) => tensor.isreal();
    public static (Tensor values, Tensor indices) kthvalue(Tensor input, long k, long? dim, bool keepdim = false) => input.kthvalue(k, dim, keepdim);
    public static Tensor le(Tensor left, Tensor right) => left.le(right);
    public static Tensor less_equal(Tensor tensor, Tensor target) => tensor.less_equal(target);
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);
    public static Tensor less(Tensor tensor, Tensor target) => tensor.less(target);
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);
    public static Tensor not_equal(Tensor tensor, Tensor target) => tensor.not_equal(target);
    public static (Tensor values, Tensor indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) => input.sort(dim, descending, stable);
    public static (Tensor values, Tensor indices) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) => tensor.topk(k, dim, largest, sorted);
    public static Tensor msort(Tensor tensor) => tensor.msort();
    public static Tensor bucketize(Tensor input, Tensor boundaries, bool outInt32 = false, bool right = false) => input.bucketize(boundaries, outInt32, right);
}
