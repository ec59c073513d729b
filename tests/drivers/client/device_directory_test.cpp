// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/system_clock.h"
#include "banshi/drivers/client/device_directory.h"
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/testing/suite.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

namespace
{

constexpr int kPatienceMs = 20000;

protocol::ServiceEntry service(const std::string& name, std::uint16_t port)
{
    return {name, protocol::serviceUri(port, name), ""};
}

} // namespace

class DeviceDirectoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsThePublisherToAnotherPort()
    {
        const QTemporaryDir folder;
        const QString portFile = folder.filePath(QStringLiteral("port"));
        const base::SystemClock clock;
        client::DeviceDirectory directory(clock, portFile);
        QSignalSpy changed(&directory, &client::DeviceDirectory::serviceChanged);
        directory.start(); // before there is a publisher

        auto publisher = std::make_unique<client::ServicePublisher>();
        QVERIFY(publisher->listen(client::PortRule::Any, portFile));
        publisher->addStatic(service("a4", 4001));
        QTRY_COMPARE_WITH_TIMEOUT(directory.uriOf(QStringLiteral("a4")),
                                  QStringLiteral("ws://127.0.0.1:4001/xfs4iot/v1.0/a4/"), kPatienceMs);
        publisher->addStatic(service("receipt", 4002));
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 2, kPatienceMs);
        QCOMPARE(changed.last()[0].toString(), QStringLiteral("receipt"));
        QCOMPARE(directory.devices().size(), std::size_t(2));
        publisher->addStatic({"machine", protocol::serviceUri(4004, "machine"), "VendorMode"});
        QTRY_VERIFY_WITH_TIMEOUT(!directory.uriOf(QStringLiteral("machine")).isEmpty(), kPatienceMs);
        QCOMPARE(directory.devices().size(), std::size_t(2));

        publisher = std::make_unique<client::ServicePublisher>();
        QVERIFY(publisher->listen(client::PortRule::Any, portFile));
        publisher->addStatic(service("a4", 4003));
        QTRY_COMPARE_WITH_TIMEOUT(directory.uriOf(QStringLiteral("a4")),
                                  QStringLiteral("ws://127.0.0.1:4003/xfs4iot/v1.0/a4/"), kPatienceMs);
        QVERIFY(directory.uriOf(QStringLiteral("receipt")).isEmpty());
    }
};

BANSHI_TEST(DeviceDirectoryTest)
#include "device_directory_test.moc"
