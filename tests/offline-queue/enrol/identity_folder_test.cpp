// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/enrol/identity_folder.h"
#include "banshi/testing/suite.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <iterator>
#include <sys/stat.h>

using namespace banshi;
using queue::enrol::EnrolCode;
using queue::enrol::IdentityFolder;
using queue::enrol::MachineKeyPair;

namespace
{

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

unsigned modeOf(const std::filesystem::path& file)
{
    struct stat info
    {
    };
    return ::stat(file.c_str(), &info) == 0 ? info.st_mode & 0777U : 0;
}

} // namespace

class IdentityFolderTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_temporary;
    int m_folders = 0;

    std::filesystem::path fresh()
    {
        return std::filesystem::path(m_temporary.path().toStdString()) / std::to_string(++m_folders) / "identity";
    }

private Q_SLOTS:
    void usesTheSameKeyUntilItsRequestIsAnswered()
    {
        const auto folder = fresh();
        IdentityFolder identity(folder);
        const auto first = identity.nextKey();
        QVERIFY(first);
        IdentityFolder afterACrash(folder);
        QCOMPARE(std::string(afterACrash.nextKey()->pem().text()), std::string(first->pem().text()));
        QVERIFY(identity.adopt(*first, {"CERTIFICATE-1\n"}));
        QVERIFY(std::string(identity.nextKey()->pem().text()) != std::string(first->pem().text()));
        QCOMPARE(modeOf(folder), 0700U);
        QCOMPARE(modeOf(folder / "machine.pem"), 0600U);
        QCOMPARE(modeOf(folder / "next.key"), 0600U);
    }

    void keepsTheOldIdentityUntilTheNewOneHasWorked()
    {
        const auto folder = fresh();
        IdentityFolder identity(folder);
        QVERIFY(identity.adopt(identity.nextKey().value(), {"CERTIFICATE-1\n"}));
        QVERIFY2(!identity.isOnTrial(), "a first one has nothing to go back to");
        const std::string first = contentOf(identity.file());
        QVERIFY(first.find("CERTIFICATE-1") == 0 && first.find("PRIVATE KEY") != std::string::npos);
        QVERIFY(identity.adopt(identity.nextKey().value(), {"CERTIFICATE-2\n"}));
        QVERIFY(identity.isOnTrial());
        QCOMPARE(contentOf(identity.previousFile()), first);
        QVERIFY(identity.goBack());
        QCOMPARE(contentOf(identity.file()), first);
        QVERIFY(!identity.isOnTrial());
        QVERIFY(identity.adopt(identity.nextKey().value(), {"CERTIFICATE-3\n"}));
        QVERIFY(identity.confirm());
        QVERIFY(!identity.isOnTrial());
        QVERIFY(contentOf(identity.file()).starts_with("CERTIFICATE-3"));
    }

    void saysWhenItCannotWrite()
    {
        const auto folder = fresh();
        std::filesystem::create_directories(folder.parent_path());
        std::ofstream(folder) << "a file stands where the folder should be";
        IdentityFolder identity(folder);
        const auto key = identity.nextKey();
        QVERIFY(!key);
        QCOMPARE(key.error().code, EnrolCode::CannotWrite);
        QVERIFY(!identity.exists());
        QVERIFY(!identity.life());
    }
};

BANSHI_TEST(IdentityFolderTest)
#include "identity_folder_test.moc"
