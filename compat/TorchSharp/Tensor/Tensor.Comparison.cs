namespace TorchSharp;

// Comparing, testing and ordering elements.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor argsort(long dim = -1, bool descending = false) => Result(Native.tensor_argsort(Handle, dim, descending));
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => Result(Native.tensor_isclose(Handle, other.Handle, rtol, atol, nanEqual), other);
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => Result(Native.tensor_isin(Handle, test_elements.Handle, assumeUnique, invert), test_elements);
        public Tensor isinf() => Result(Native.tensor_isinf(Handle));
        public Tensor isfinite() => Result(Native.tensor_isfinite(Handle));
        public Tensor isposinf() => Result(Native.tensor_isposinf(Handle));
        public Tensor isneginf() => Result(Native.tensor_isneginf(Handle));
        public Tensor isnan() => Result(Native.tensor_isnan(Handle));
        public Tensor isreal() => Result(Native.tensor_isreal(Handle));
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Result(Native.tensor_bucketize(Handle, boundaries.Handle, outInt32, right), boundaries);
        public Tensor eq(Tensor target) => Result(Native.tensor_eq(Handle, target.Handle), target);
        public Tensor equal(Tensor target) => Result(Native.tensor_equal(Handle, target.Handle), target);
        public Tensor eq_(Tensor target) => Self(Native.tensor_eq_(Handle, target.Handle), target);
        public Tensor eq(Scalar target) => Result(Native.tensor_eq_s(Handle, target.Number));
        public Tensor eq_(Scalar target) => Self(Native.tensor_eq__s(Handle, target.Number));
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => Value(Native.tensor_allclose(Handle, target.Handle, rtol, atol, equal_nan), target);
        public Tensor ge(Tensor target) => Result(Native.tensor_ge(Handle, target.Handle), target);
        public Tensor greater_equal(Tensor target) => ge(target);
        public Tensor ge_(Tensor target) => Self(Native.tensor_ge_(Handle, target.Handle), target);
        public Tensor ge(Scalar target) => Result(Native.tensor_ge_s(Handle, target.Number));
        public Tensor ge_(Scalar target) => Self(Native.tensor_ge__s(Handle, target.Number));
        public Tensor gt(Tensor target) => Result(Native.tensor_gt(Handle, target.Handle), target);
        public Tensor greater(Tensor target) => gt(target);
        public Tensor gt_(Tensor target) => Self(Native.tensor_gt_(Handle, target.Handle), target);
        public Tensor gt(Scalar target) => Result(Native.tensor_gt_s(Handle, target.Number));
        public Tensor gt_(Scalar target) => Self(Native.tensor_gt__s(Handle, target.Number));
        public Tensor le(Tensor target) => Result(Native.tensor_le(Handle, target.Handle), target);
        public Tensor less_equal(Tensor target) => le(target);
        public Tensor le_(Tensor target) => Self(Native.tensor_le_(Handle, target.Handle), target);
        public Tensor less_equal_(Tensor target) => le_(target);
        public Tensor le(Scalar target) => Result(Native.tensor_le_s(Handle, target.Number));
        public Tensor le_(Scalar target) => Self(Native.tensor_le__s(Handle, target.Number));
        public Tensor lt(Tensor target) => Result(Native.tensor_lt(Handle, target.Handle), target);
        public Tensor less(Tensor target) => lt(target);
        public Tensor lt_(Tensor target) => Self(Native.tensor_lt_(Handle, target.Handle), target);
        public Tensor lt(Scalar target) => Result(Native.tensor_lt_s(Handle, target.Number));
        public Tensor lt_(Scalar target) => Self(Native.tensor_lt__s(Handle, target.Number));
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Pair(Native.tensor_topk(Handle, k, dim, largest, sorted));
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Pair(Native.tensor_kthvalue(Handle, k, dim ?? Native.None, keepdim));
        public Tensor msort() => Result(Native.tensor_msort(Handle));
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Pair(Native.tensor_sort(Handle, dim, descending, stable));
        public Tensor ne(Tensor target) => Result(Native.tensor_ne(Handle, target.Handle), target);
        public Tensor not_equal(Tensor target) => ne(target);
        public Tensor ne_(Tensor target) => Self(Native.tensor_ne_(Handle, target.Handle), target);
        public Tensor not_equal_(Tensor target) => ne_(target);
        public Tensor ne(Scalar target) => Result(Native.tensor_ne_s(Handle, target.Number));
        public Tensor ne_(Scalar target) => Self(Native.tensor_ne__s(Handle, target.Number));
    }
}
