// SPDX-License-Identifier: Apache-2.0
// Replaces free() and realloc() of the whole process: what is released is overwritten first, so that personal data
// does not outlive its owner in the heap. glibc only (uses its exported __libc_ entry points). Not linked into
// sanitizer builds, which bring their own allocator.
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <malloc.h>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#ifdef BANSHI_DEVELOPMENT
namespace
{

bool keepsFreed = false; // the negative control of the test that searches memory

__attribute__((constructor)) void readEnvironment()
{
    keepsFreed = std::getenv("BANSHI_KEEP_FREED") != nullptr;
}

} // namespace
#else
namespace
{

constexpr bool keepsFreed = false;

} // namespace
#endif

extern "C" {
void __libc_free(void* memory);
void* __libc_malloc(std::size_t size);

void free(void* memory)
{
    if (memory == nullptr)
        return;
    if (!keepsFreed)
        explicit_bzero(memory, malloc_usable_size(memory));
    __libc_free(memory);
}

void* realloc(void* memory, std::size_t size)
{
    if (memory == nullptr)
        return __libc_malloc(size);
    if (size == 0)
    {
        free(memory);
        return nullptr;
    }
    const std::size_t usable = malloc_usable_size(memory);
    if (size <= usable && size > usable / 2)
        return memory;
    void* moved = __libc_malloc(size);
    if (moved == nullptr)
        return nullptr;
    std::memcpy(moved, memory, usable < size ? usable : size);
    free(memory);
    return moved;
}
}

#endif
