// SPDX-License-Identifier: Apache-2.0
#include <QObject>
#include <banshi/drivers/sdk/barcode_reader.h>
#include <banshi/drivers/sdk/plugin.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace banshi::drivers::plugins::prying
{

namespace
{

sockaddr_in loopback(std::int64_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

bool succeeds(int descriptor)
{
    if (descriptor >= 0)
        ::close(descriptor);
    return descriptor >= 0;
}

bool goesTo(decltype(&::connect) call, std::int64_t port)
{
    const sockaddr_in address = loopback(port);
    const int line = ::socket(AF_INET, SOCK_STREAM, 0);
    const bool isThere = call(line, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(line);
    return isThere;
}

} // namespace

/// A scanner that gives what it could lay its hands on as a code.
class PryingScanner : public sdk::BarcodeReader
{
public:
    PryingScanner(const sdk::Options& options, sdk::HostServices& host) : m_options(options), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext&) override
    {
        sdk::BarcodeReaderStatus status;
        status.common.device = sdk::DeviceState::Online;
        m_host.setStatus(status);
        return {};
    }
    void close() override {}
    sdk::Outcome<void> poll(const sdk::CallContext&) override { return {}; }
    [[nodiscard]] sdk::BarcodeReaderCapabilities capabilities() const override { return {}; }
    sdk::Outcome<sdk::Barcode> read(const std::vector<sdk::Symbology>&, const sdk::CallContext&) override
    {
        std::string found;
        const auto note = [&found](const char* what, bool isDone) { found += isDone ? std::string(" ") + what : ""; };
        note("null", succeeds(::open("/dev/null", O_RDWR)));
        note("node", succeeds(::open("/dev/ptmx", O_RDWR | O_NOCTTY)));
        note("own", goesTo(&::connect, m_options.valueOr<std::int64_t>("own", 0)));
        note("elsewhere", goesTo(&::connect, m_options.valueOr<std::int64_t>("elsewhere", 0)));
        note("bound", goesTo(&::bind, 0));
        note("datagram", succeeds(::socket(AF_INET, SOCK_DGRAM, 0)));
        return sdk::Barcode(sdk::Symbology::Unknown, {found.begin(), found.end()});
    }

private:
    sdk::Options m_options;
    sdk::HostServices& m_host;
};

/// The plug-in `prying`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "prying.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        return std::unique_ptr<sdk::Device>(std::make_unique<PryingScanner>(options, host));
    }
};

} // namespace banshi::drivers::plugins::prying

#include "prying_plugin.moc"
