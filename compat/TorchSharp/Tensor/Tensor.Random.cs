namespace TorchSharp;

// Random fills and draws; a generator makes them reproducible.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor bernoulli(Generator? generator = null) => Result(Native.tensor_bernoulli(Handle, Native.OrNull(generator)), generator);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) => Result(Native.tensor_multinomial(Handle, num_samples, replacement, Native.OrNull(generator)), generator);
        public Tensor poisson(Generator? generator = null) => Result(Native.tensor_poisson(Handle, Native.OrNull(generator)), generator);
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Self(Native.tensor_bernoulli_(Handle, p, Native.OrNull(generator)), generator);
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Self(Native.tensor_bernoulli__tg(Handle, p.Handle, Native.OrNull(generator)), p, generator);
        public Tensor binomial(Tensor prob, Generator? generator = null) => Result(Native.tensor_binomial(Handle, prob.Handle, Native.OrNull(generator)), prob, generator);
        public Tensor cauchy_(double median = 0.0, double sigma = 1.0, Generator? generator = null) => Self(Native.tensor_cauchy_(Handle, median, sigma, Native.OrNull(generator)), generator);
        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) => Self(Native.tensor_exponential_(Handle, lambda, Native.OrNull(generator)), generator);
        public Tensor geometric_(double p, Generator? generator = null) => Self(Native.tensor_geometric_(Handle, p, Native.OrNull(generator)), generator);
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => Self(Native.tensor_normal_(Handle, mean, std, Native.OrNull(generator)), generator);
        public Tensor log_normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => Self(Native.tensor_log_normal_(Handle, mean, std, Native.OrNull(generator)), generator);
        public Tensor random_(double from, double to, Generator? generator = null) => Self(Native.tensor_random_(Handle, from, to, Native.OrNull(generator)), generator);
        public Tensor uniform_(double from, double to, Generator? generator = null) => Self(Native.tensor_uniform_(Handle, from, to, Native.OrNull(generator)), generator);
    }
}
