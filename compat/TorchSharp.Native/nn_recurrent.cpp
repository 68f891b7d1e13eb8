// Recurrent networks: whole sequences, packed sequences, single cells.
#include "common.h"

static std::vector<at::Tensor> three(std::tuple<at::Tensor, at::Tensor, at::Tensor>&& t) { return { std::get<0>(t), std::get<1>(t), std::get<2>(t) }; }
static std::vector<at::Tensor> two(std::tuple<at::Tensor, at::Tensor>&& t) { return { std::get<0>(t), std::get<1>(t) }; }

// kind: 0 rnn with relu, 1 rnn with tanh, 2 gru, 3 lstm (which alone has a cell state). batch_sizes: a packed sequence, or null.
// Answers the output, the last hidden state and, for the lstm, the last cell state.
EXPORT(Handle) nn_recurrent(int32_t kind, Handle x, Handle batch_sizes, Handle h, Handle c, Handle const* weights, int64_t count, bool bias, int64_t layers, double dropout,
    bool training, bool bidirectional, bool batch_first, Handle* last_h, Handle* last_c)
{
    return guard([&] {
        auto w = tensors(weights, count);
        auto hidden = w[1].size(1), states = layers * (bidirectional ? 2 : 1);
        TORCH_CHECK(x->dim() == (batch_sizes ? 2 : 3), "a recurrent network takes ", batch_sizes ? "packed rows" : "three dimensions", ", not ", x->sizes());
        TORCH_CHECK(x->size(-1) == w[0].size(1), "a recurrent network of ", w[0].size(1), " inputs was given ", x->size(-1));
        auto rows = batch_sizes ? batch_sizes->select(0, 0).item<int64_t>() : x->size(batch_first ? 0 : 1);
        for (auto state : { h, c })
            TORCH_CHECK(!state || state->sizes() == at::IntArrayRef({ states, rows, hidden }), "a state of the recurrent network is ", at::IntArrayRef({ states, rows, hidden }), ", not ", state->sizes());
        std::vector<at::Tensor> all;
        if (kind == 3)
        {
            std::vector<at::Tensor> state = { *h, *c };
            all = batch_sizes ? three(at::lstm(*x, *batch_sizes, state, w, bias, layers, dropout, training, bidirectional))
                : three(at::lstm(*x, state, w, bias, layers, dropout, training, bidirectional, batch_first));
        }
        else if (batch_sizes)
            all = kind == 2 ? two(at::gru(*x, *batch_sizes, *h, w, bias, layers, dropout, training, bidirectional))
                : kind == 1 ? two(at::rnn_tanh(*x, *batch_sizes, *h, w, bias, layers, dropout, training, bidirectional))
                : two(at::rnn_relu(*x, *batch_sizes, *h, w, bias, layers, dropout, training, bidirectional));
        else
            all = kind == 2 ? two(at::gru(*x, *h, w, bias, layers, dropout, training, bidirectional, batch_first))
                : kind == 1 ? two(at::rnn_tanh(*x, *h, w, bias, layers, dropout, training, bidirectional, batch_first))
                : two(at::rnn_relu(*x, *h, w, bias, layers, dropout, training, bidirectional, batch_first));
        *last_h = give(all[1]);
        *last_c = all.size() > 2 ? give(all[2]) : nullptr;
        return give(all[0]);
    });
}
EXPORT(Handle) nn_recurrent_cell(int32_t kind, Handle x, Handle h, Handle c, Handle w_ih, Handle w_hh, Handle b_ih, Handle b_hh, Handle* last_c)
{
    return guard([&] {
        *last_c = nullptr;
        switch (kind)
        {
            case 0: return give(at::rnn_relu_cell(*x, *h, *w_ih, *w_hh, maybe(b_ih), maybe(b_hh)));
            case 1: return give(at::rnn_tanh_cell(*x, *h, *w_ih, *w_hh, maybe(b_ih), maybe(b_hh)));
            case 2: return give(at::gru_cell(*x, *h, *w_ih, *w_hh, maybe(b_ih), maybe(b_hh)));
        }
        std::vector<at::Tensor> state = { *h, *c };
        auto both = at::lstm_cell(*x, state, *w_ih, *w_hh, maybe(b_ih), maybe(b_hh));
        *last_c = give(std::get<1>(both));
        return give(std::get<0>(both));
    });
}
// Sequences of descending lengths (int64, on the CPU) become one run of rows, time step by time step.
EXPORT(Handle) nn_pack(Handle x, Handle lengths, bool batch_first, Handle* batch_sizes)
{
    return guard([&] {
        auto both = at::_pack_padded_sequence(*x, *lengths, batch_first);
        *batch_sizes = give(std::get<1>(both));
        return give(std::get<0>(both));
    });
}
EXPORT(Handle) nn_unpack(Handle x, Handle batch_sizes, bool batch_first, double padding, int64_t total, Handle* lengths)
{
    return guard([&] {
        auto both = at::_pad_packed_sequence(*x, *batch_sizes, batch_first, padding, total);
        *lengths = give(std::get<1>(both));
        return give(std::get<0>(both));
    });
}
EXPORT(Handle) nn_pad_sequence(Handle const* sequences, int64_t count, bool batch_first, double padding)
{
    return guard([&] { return give(at::pad_sequence(tensors(sequences, count), batch_first, padding)); });
}
