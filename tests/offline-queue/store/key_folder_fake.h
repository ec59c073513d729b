// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "key_folder.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <memory>

/// A key folder in memory whose power can be cut after any step: names that no sync has made durable fall back.
/// Threads: one.
class FakeKeyFolder final : public banshi::queue::store::KeyFolder
{
public:
    using Secret = banshi::base::SecretBytes;
    using Content = std::vector<std::uint8_t>;
    template <class T>
    using Result = banshi::queue::store::StoreResult<T>;
    using Step = std::function<void()>;

    /// What outlives a fake: the disk. A name stands for a file, a file for its synced content.
    struct Disk
    {
        std::map<std::string, std::shared_ptr<Content>> now;
        std::map<std::string, std::shared_ptr<Content>> durable;
        int steps = 0;                                   ///< changes since the disk was made
        int stepsLeft = std::numeric_limits<int>::max(); ///< then the power is off
        bool isHalf = false;                             ///< the step that meets the cut writes half of its bytes

        /// Power comes back. What was not synced is there or not.
        void restore(bool keepsUnsynced)
        {
            (keepsUnsynced ? durable : now) = keepsUnsynced ? now : durable;
            stepsLeft = std::numeric_limits<int>::max();
        }
        /// Whether those bytes stand in any file, named or not, that was ever made.
        [[nodiscard]] bool holds(const Content& bytes) const
        {
            for (const auto& file : files)
                if (std::search(file->begin(), file->end(), bytes.begin(), bytes.end()) != file->end())
                    return true;
            return false;
        }
        std::vector<std::shared_ptr<Content>> files;
    };

    explicit FakeKeyFolder(Disk& disk) : m_disk(disk) {}

    [[nodiscard]] Result<std::optional<Secret>> read(const std::string& name) const override
    {
        if (m_disk.stepsLeft <= 0)
            return off();
        const auto found = m_disk.now.find(name);
        if (found == m_disk.now.end())
            return std::nullopt;
        return Secret(std::span<const std::uint8_t>(*found->second));
    }
    [[nodiscard]] Result<void> put(const std::string& name, std::span<const std::uint8_t> content) override
    {
        if (m_disk.stepsLeft <= 0)
            return off();
        const bool isCut = --m_disk.stepsLeft <= 0;
        ++m_disk.steps;
        auto& file = m_disk.now[name];
        if (!file)
            m_disk.files.push_back(file = std::make_shared<Content>());
        file->resize(std::max(file->size(), content.size()));
        std::copy_n(content.begin(), isCut && m_disk.isHalf ? content.size() / 2 : content.size(), file->begin());
        if (isCut)
            return off();
        file->resize(content.size());
        return {};
    }
    [[nodiscard]] Result<void> rename(const std::string& from, const std::string& to) override
    {
        return step([&] {
            m_disk.now[to] = m_disk.now.at(from);
            m_disk.now.erase(from);
        });
    }
    [[nodiscard]] Result<void> remove(const std::string& name) override
    {
        return step([&] { m_disk.now.erase(name); });
    }
    [[nodiscard]] Result<void> sync() override
    {
        return step([&] { m_disk.durable = m_disk.now; });
    }
    [[nodiscard]] Result<void> putAside(const std::string& name) override
    {
        return step([&] {
            m_disk.now["quarantine/" + name] = m_disk.now.at(name);
            m_disk.now.erase(name);
            m_disk.durable = m_disk.now;
        });
    }

private:
    [[nodiscard]] static tl::unexpected<banshi::queue::store::StoreError> off()
    {
        return banshi::base::fail(banshi::queue::store::StoreCode::Io, "the power is off");
    }
    [[nodiscard]] Result<void> step(const Step& change)
    {
        if (m_disk.stepsLeft <= 0)
            return off();
        ++m_disk.steps;
        change();
        if (--m_disk.stepsLeft <= 0)
            return off();
        return {};
    }

    Disk& m_disk;
};
