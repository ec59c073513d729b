// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/definition_reader.h"

#include "banshi/queue/contract/schema.h"
#include "envelope_reader.h"
#include "envelope_schema.h"
#include "rules.h"
#include "schema_explainer.h"
#include "strict_json.h"

#include <QCryptographicHash>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;
using queue::contract::Schema;

std::string sha256Hex(const std::string& text)
{
    return QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())),
                                    QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

} // namespace

struct DefinitionReader::Parts
{
    Parts(const base::Clock& itsClock, const json& schema)
        : clock(itsClock), explainer(schema), gate(Schema::compile(schema, itsClock))
    {
    }

    /// The explainer's words first; the gate has the last word, should it know more.
    [[nodiscard]] DefinitionFaults structureFaults(const json& document, const std::string& file) const
    {
        DefinitionFaults faults = explainer.explain(document, file);
        if (!faults.empty())
            return faults;
        for (const auto& fault : gate ? gate->check(document) : gate.error())
            faults.push_back({file, fault.path, fault.detail, "a document that fits service.schema.json"});
        return faults;
    }

    const base::Clock& clock;
    SchemaExplainer explainer;
    base::Result<Schema, queue::contract::Faults> gate;
};

DefinitionReader::DefinitionReader(const base::Clock& clock)
    : m_parts(std::make_unique<const Parts>(clock, json::parse(envelopeSchema())))
{
}

DefinitionReader::~DefinitionReader() = default;

base::Result<ServiceDefinition, DefinitionFaults> DefinitionReader::read(const SourceFile& file) const
{
    const auto document = parseStrictly(file);
    if (!document)
        return tl::unexpected(document.error());
    if (auto faults = m_parts->structureFaults(*document, file.name); !faults.empty())
        return tl::unexpected(std::move(faults));
    ServiceDefinition service = readEnvelope(*document);
    service.sha256 = sha256Hex(file.text);
    FaultList faults(file.name);
    checkCodes(service, *document, faults);
    checkDelivery(service, faults);
    checkWords(service, *document, faults);
    checkForm(service, m_parts->clock, faults);
    checkConditions(service, m_parts->clock, faults);
    if (DefinitionFaults found = faults.take(); !found.empty())
        return tl::unexpected(std::move(found));
    return service;
}

} // namespace banshi::app::services
