// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/token_file.h"

#include <QFile>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace banshi::drivers::client
{

namespace
{

constexpr qint64 kLongest = 256;

} // namespace

bool writeTokenFile(const QString& path, const std::string& startToken)
{
    const std::string final = QFile::encodeName(path).toStdString();
    const std::string fresh = final + ".new";
    ::unlink(fresh.c_str());
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (file < 0)
        return false;
    const bool isWritten =
        ::write(file, startToken.data(), startToken.size()) == static_cast<ssize_t>(startToken.size());
    return ::close(file) == 0 && isWritten && std::rename(fresh.c_str(), final.c_str()) == 0;
}

std::string readTokenFile(const QString& path)
{
    QFile file(path);
    struct stat facts
    {
    };
    const bool isPrivate = file.open(QIODevice::ReadOnly) && ::fstat(file.handle(), &facts) == 0 &&
                           (facts.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    return isPrivate ? file.read(kLongest).trimmed().toStdString() : std::string();
}

} // namespace banshi::drivers::client
