// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <fstream>
#include <string>

/// Folders that look like /sys and /dev, as far as what is plugged in is read from them. Threads: one.
class MadeUpSys
{
public:
    MadeUpSys()
    {
        std::filesystem::create_directories(sys() + "/bus/usb/devices");
        std::filesystem::create_directories(dev());
    }

    [[nodiscard]] std::string sys() const { return m_folder.filePath(QStringLiteral("sys")).toStdString(); }
    [[nodiscard]] std::string dev() const { return m_folder.filePath(QStringLiteral("dev")).toStdString(); }

    /// A USB device at `path` below devices; `id` is `vvvv:pppp`.
    void usb(const std::string& path, const std::string& id, const std::string& maker, const std::string& product)
    {
        const auto folder = make(path);
        write(folder / "idVendor", id.substr(0, 4));
        write(folder / "idProduct", id.substr(5));
        if (!maker.empty())
            write(folder / "manufacturer", maker);
        write(folder / "product", product);
        std::filesystem::create_symlink(folder, sys() + "/bus/usb/devices/" + folder.filename().string());
    }
    /// A node of a class that belongs to hardware.
    void node(const std::string& path, const std::string& kind)
    {
        bare(path, kind);
        std::filesystem::create_directory_symlink("../..", sys() + "/devices/" + path + "/device");
    }
    /// A node of a class that belongs to none.
    void bare(const std::string& path, const std::string& kind)
    {
        const auto folder = make(path);
        std::filesystem::create_directories(sys() + "/class/" + kind);
        std::filesystem::create_directory_symlink(folder, sys() + "/class/" + kind + '/' + folder.filename().string());
    }
    /// A link under /dev.
    void link(const std::string& name, const std::string& target)
    {
        const std::filesystem::path path = dev() + '/' + name;
        std::filesystem::create_directories(path.parent_path());
        std::filesystem::create_symlink(target, path);
    }

private:
    [[nodiscard]] std::filesystem::path make(const std::string& path) const
    {
        const std::filesystem::path folder = sys() + "/devices/" + path;
        std::filesystem::create_directories(folder);
        return folder;
    }
    static void write(const std::filesystem::path& file, const std::string& line)
    {
        std::ofstream(file) << line << '\n';
    }

    QTemporaryDir m_folder;
};
