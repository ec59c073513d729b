// SPDX-License-Identifier: Apache-2.0
#include "reachable_ports.h"

#include "banshi/drivers/protocol/service_list.h"

#include <QFile>
#include <QUrl>

namespace banshi::drivers::host
{

namespace
{

struct Scheme
{
    const char* name;
    std::vector<std::uint16_t> ports; // when the address names none
};

const Scheme* networkScheme(const std::string& name)
{
    static const Scheme kSchemes[] = {{"tcp", {}}, {"http", {80}}, {"ipp", {631}}, {"ipps", {631, 443}}};
    for (const Scheme& scheme : kSchemes)
        if (name == scheme.name)
            return &scheme;
    return nullptr;
}

// `tcp:HOST:PORT`, `ipp://HOST[:PORT]/PATH`, and both `http://HOST/PATH` and `http:http://HOST/PATH`.
int portIn(const sdk::Options& device)
{
    QString place = QString::fromStdString(device.address());
    place.remove(0, qMax(0, place.indexOf(QLatin1String("//"))));
    if (!place.startsWith(QLatin1String("//")))
        place.prepend(QLatin1String("//"));
    return QUrl(QLatin1String("x:") + place).port();
}

void addDevice(const sdk::Options& device, std::vector<std::uint16_t>& ports)
{
    const Scheme* scheme = networkScheme(device.scheme());
    if (scheme == nullptr)
        return;
    if (const int port = portIn(device); port > 0)
        ports.push_back(static_cast<std::uint16_t>(port));
    else
        ports.insert(ports.end(), scheme->ports.begin(), scheme->ports.end());
}

// The port file is read anew after each restart of the publisher; in production its port is one of a few.
bool addPublisher(const LaunchOptions& options, std::vector<std::uint16_t>& ports)
{
    const QString publisher = QString::fromStdString(options.publisher);
    if (!publisher.startsWith(QLatin1String("file:")))
    {
        const int port = QUrl(publisher).port(networkScheme("http")->ports.front());
        ports.push_back(static_cast<std::uint16_t>(port));
        return true;
    }
    bool isPort = false;
    if (QFile file(publisher.mid(5)); file.open(QIODevice::ReadOnly))
        if (const auto port = file.read(16).trimmed().toUShort(&isPort); isPort)
            ports.push_back(port);
    if (options.device.production)
        for (const std::uint16_t port : protocol::publisherPorts())
            ports.push_back(port);
    return isPort || options.device.production;
}

} // namespace

bool isOnNetwork(const sdk::Options& device)
{
    return networkScheme(device.scheme()) != nullptr;
}

std::optional<std::vector<std::uint16_t>> reachablePorts(const LaunchOptions& options)
{
    std::vector<std::uint16_t> ports;
    addDevice(options.device, ports);
    if (!addPublisher(options, ports))
        return std::nullopt;
    return ports;
}

} // namespace banshi::drivers::host
