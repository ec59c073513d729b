// SPDX-License-Identifier: GPL-3.0-or-later
// A card that answers anything: reading a file comes to an end, and gives no more than the card has said.
#include "banshi/drivers/plugins/smartcard_pcsc/chip_commands.h"

#include <algorithm>
#include <cstdlib>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::smartcard_pcsc;

namespace
{

constexpr int kMostCommands = 100'000;

// Answers come from the input, a length before each; at its end the card says no.
class AnyCard
{
public:
    explicit AnyCard(std::span<const std::uint8_t> input) : m_input(input) {}

    sdk::Outcome<sdk::ChipData> operator()(const std::vector<std::uint8_t>& command)
    {
        if (command.size() < 4 || ++m_commands > kMostCommands)
            std::abort();
        if (m_input.empty())
            return sdk::ChipData({0x6A, 0x82});
        const std::size_t length = std::min<std::size_t>(m_input.front(), m_input.size() - 1);
        const auto answer = m_input.subspan(1, length);
        m_input = m_input.subspan(1 + length);
        m_said += length;
        return sdk::ChipData({answer.begin(), answer.end()});
    }
    [[nodiscard]] std::size_t said() const { return m_said; }

private:
    std::span<const std::uint8_t> m_input;
    std::size_t m_said = 0;
    int m_commands = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    for (const int record : {0, 1})
    {
        AnyCard card(std::span(data, size));
        const auto file = readCardFile({{}, 0xEF05, record}, std::ref(card));
        if (file && file->bytes.size() > card.said())
            std::abort();
    }
    return 0;
}
