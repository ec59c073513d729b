// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/frame_ring.h"

#include "json_reader.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace banshi::drivers::protocol
{

namespace
{

constexpr std::uint32_t kMagic = 0x31524642; // "BFR1"
constexpr int kMaxEdge = 8192;
constexpr int kMaxSlots = 16;
constexpr std::size_t kAlign = 64;

using Word = std::uint64_t;
using AtomicWord = std::atomic<Word>;
static_assert(AtomicWord::is_always_lock_free && sizeof(AtomicWord) == sizeof(Word));

// The start of the shared memory; slot sequences follow, then the frames.
struct RingHeader
{
    std::uint32_t magic;
    std::uint32_t width;
    std::uint32_t height;
    std::uint32_t stride;
    std::uint32_t slots;
    std::uint32_t reserved;
    AtomicWord latest;           // sequence number of the newest complete frame, 0 before the first
    AtomicWord state[kMaxSlots]; // per slot: 2 × sequence when complete, odd while being written
};

std::size_t roundUp(std::size_t size)
{
    return (size + kAlign - 1) / kAlign * kAlign;
}

struct Layout
{
    int width;
    int height;
    int stride;
    int slots;
    [[nodiscard]] std::size_t slotBytes() const
    {
        return roundUp(static_cast<std::size_t>(stride) * static_cast<std::size_t>(height));
    }
    [[nodiscard]] std::size_t total() const
    {
        return roundUp(sizeof(RingHeader)) + slotBytes() * static_cast<std::size_t>(slots);
    }
};

AtomicWord* slotWords(RingHeader* header, const Layout& layout, std::uint64_t sequence)
{
    const auto slot = static_cast<std::size_t>(sequence % static_cast<std::uint64_t>(layout.slots));
    auto* start = reinterpret_cast<std::uint8_t*>(header) + roundUp(sizeof(RingHeader)) + slot * layout.slotBytes();
    return reinterpret_cast<AtomicWord*>(start);
}

// Rows are moved in words of relaxed atomics: a reader may look while the writer works, and must be able to throw the
// result away afterwards without having raced. Rows are padded to whole words by the stride.
void storeRow(AtomicWord* to, const std::uint8_t* from, std::size_t bytes)
{
    for (std::size_t done = 0; done < bytes; done += sizeof(Word))
    {
        Word word = 0;
        std::memcpy(&word, from + done, std::min(sizeof(Word), bytes - done));
        to++->store(word, std::memory_order_relaxed);
    }
}

void loadRow(std::uint8_t* to, const AtomicWord* from, std::size_t bytes)
{
    for (std::size_t done = 0; done < bytes; done += sizeof(Word))
    {
        const Word word = from++->load(std::memory_order_relaxed);
        std::memcpy(to + done, &word, std::min(sizeof(Word), bytes - done));
    }
}

tl::unexpected<ProtocolError> badRing(const char* what)
{
    return base::fail(ProtocolCode::BadRing, std::string(what) + ": " + std::strerror(errno));
}

} // namespace

struct FrameRingWriter::Mapping
{
    Layout layout{};
    int descriptor = -1;
    RingHeader* header = nullptr;
};

Parsed<std::unique_ptr<FrameRingWriter>> FrameRingWriter::create(int width, int height, int slots)
{
    if (width < 1 || height < 1 || width > kMaxEdge || height > kMaxEdge || slots < 2 || slots > kMaxSlots)
        return base::fail(ProtocolCode::BadRing, "impossible size");
    auto mapping = std::make_unique<Mapping>();
    const auto stride =
        static_cast<int>((static_cast<std::size_t>(width) * 3 + sizeof(Word) - 1) / sizeof(Word) * sizeof(Word));
    mapping->layout = {width, height, stride, slots};
    mapping->descriptor = memfd_create("banshi-frames", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (mapping->descriptor < 0)
        return badRing("memfd_create");
    std::unique_ptr<FrameRingWriter> writer(new FrameRingWriter(std::move(mapping)));
    Mapping& ring = *writer->m_mapping;
    const std::size_t total = ring.layout.total();
    if (fchmod(ring.descriptor, 0600) != 0 || ftruncate(ring.descriptor, static_cast<off_t>(total)) != 0 ||
        fcntl(ring.descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return badRing("size");
    void* memory = mmap(nullptr, total, PROT_READ | PROT_WRITE, MAP_SHARED, ring.descriptor, 0);
    if (memory == MAP_FAILED)
        return badRing("mmap");
    madvise(memory, total, MADV_DONTDUMP);
    ring.header = static_cast<RingHeader*>(memory);
    ring.header->magic = kMagic;
    ring.header->width = static_cast<std::uint32_t>(width);
    ring.header->height = static_cast<std::uint32_t>(height);
    ring.header->stride = static_cast<std::uint32_t>(stride);
    ring.header->slots = static_cast<std::uint32_t>(slots);
    return writer;
}

FrameRingWriter::FrameRingWriter(std::unique_ptr<Mapping> mapping) : m_mapping(std::move(mapping)) {}

FrameRingWriter::~FrameRingWriter()
{
    if (m_mapping->header != nullptr)
    {
        sdk::wipe(m_mapping->header, m_mapping->layout.total());
        munmap(m_mapping->header, m_mapping->layout.total());
    }
    if (m_mapping->descriptor >= 0)
        close(m_mapping->descriptor);
}

std::optional<std::uint64_t> FrameRingWriter::write(const sdk::FrameView& frame)
{
    const Layout& layout = m_mapping->layout;
    const auto rowBytes = static_cast<std::size_t>(layout.width) * 3;
    const auto rows = static_cast<std::size_t>(layout.height);
    if (frame.width != layout.width || frame.height != layout.height || frame.stride < 0)
        return std::nullopt;
    const auto stride = static_cast<std::size_t>(frame.stride);
    if (stride < rowBytes || frame.bgr.size() < stride * (rows - 1) + rowBytes)
        return std::nullopt;

    const std::uint64_t sequence = ++m_sequence;
    AtomicWord& state = m_mapping->header->state[sequence % static_cast<std::uint64_t>(layout.slots)];
    state.store(2 * sequence - 1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    AtomicWord* words = slotWords(m_mapping->header, layout, sequence);
    const std::size_t rowWords = static_cast<std::size_t>(layout.stride) / sizeof(Word);
    for (std::size_t row = 0; row < rows; ++row)
        storeRow(words + row * rowWords, frame.bgr.data() + row * stride, rowBytes);
    state.store(2 * sequence, std::memory_order_release);
    m_mapping->header->latest.store(sequence, std::memory_order_release);
    return sequence;
}

PreviewRing FrameRingWriter::description() const
{
    const Layout& layout = m_mapping->layout;
    return {"/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(m_mapping->descriptor), layout.width,
            layout.height, layout.stride, layout.slots};
}

struct FrameRingReader::Mapping
{
    Layout layout{};
    RingHeader* header = nullptr; // mapped read-only
};

Parsed<std::unique_ptr<FrameRingReader>> FrameRingReader::open(const PreviewRing& ring)
{
    const Layout layout{ring.width, ring.height, ring.stride, ring.slots};
    if (ring.width < 1 || ring.height < 1 || ring.width > kMaxEdge || ring.height > kMaxEdge || ring.slots < 2 ||
        ring.slots > kMaxSlots || ring.stride < ring.width * 3 || ring.stride % static_cast<int>(sizeof(Word)) != 0)
        return base::fail(ProtocolCode::BadRing, "impossible size");
    const int descriptor = ::open(ring.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return badRing("open");
    struct stat info
    {
    };
    const std::size_t total = layout.total();
    if (fstat(descriptor, &info) != 0 || static_cast<std::size_t>(info.st_size) != total)
    {
        close(descriptor);
        return base::fail(ProtocolCode::BadRing, "memory of another size");
    }
    void* memory = mmap(nullptr, total, PROT_READ, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (memory == MAP_FAILED)
        return badRing("mmap");
    madvise(memory, total, MADV_DONTDUMP);
    auto mapping = std::make_unique<Mapping>();
    mapping->layout = layout;
    mapping->header = static_cast<RingHeader*>(memory);
    std::unique_ptr<FrameRingReader> reader(new FrameRingReader(std::move(mapping)));
    const RingHeader& header = *reader->m_mapping->header;
    if (header.magic != kMagic || header.width != static_cast<std::uint32_t>(ring.width) ||
        header.height != static_cast<std::uint32_t>(ring.height) ||
        header.stride != static_cast<std::uint32_t>(ring.stride) ||
        header.slots != static_cast<std::uint32_t>(ring.slots))
        return base::fail(ProtocolCode::BadRing, "not the described ring");
    return reader;
}

FrameRingReader::FrameRingReader(std::unique_ptr<Mapping> mapping) : m_mapping(std::move(mapping)) {}

FrameRingReader::~FrameRingReader()
{
    munmap(m_mapping->header, m_mapping->layout.total());
}

bool FrameRingReader::readNewer(Frame& frame) const
{
    const Layout& layout = m_mapping->layout;
    RingHeader* header = m_mapping->header;
    const std::uint64_t sequence = header->latest.load(std::memory_order_acquire);
    if (sequence <= frame.sequence)
        return false;
    const AtomicWord& state = header->state[sequence % static_cast<std::uint64_t>(layout.slots)];
    if (state.load(std::memory_order_acquire) != 2 * sequence)
        return false;
    const auto rowBytes = static_cast<std::size_t>(layout.width) * 3;
    frame.bgr.resize(rowBytes * static_cast<std::size_t>(layout.height));
    const AtomicWord* words = slotWords(header, layout, sequence);
    const std::size_t rowWords = static_cast<std::size_t>(layout.stride) / sizeof(Word);
    for (std::size_t row = 0; row < static_cast<std::size_t>(layout.height); ++row)
        loadRow(frame.bgr.data() + row * rowBytes, words + row * rowWords, rowBytes);
    std::atomic_thread_fence(std::memory_order_acquire);
    if (state.load(std::memory_order_relaxed) != 2 * sequence)
        return false;
    frame.sequence = sequence;
    frame.width = layout.width;
    frame.height = layout.height;
    frame.stride = static_cast<int>(rowBytes);
    return true;
}

} // namespace banshi::drivers::protocol
