// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that come in parts: the device's row is locked, so that two connections never add the same bytes.
#include "postgres_intake.h"

namespace banshi::queue::district
{

namespace
{

using State = HeldPicture::State;
using Word = PartTaken::Word;

HeldPicture readHeld(const Rows& picture, const Rows& parts)
{
    if (!picture.isEmpty())
        return {State::Complete, 0, {}};
    if (parts.isEmpty())
        return {};
    return {State::Partial, parts.number(0, 1), parts.text(0, 0)};
}

/// One part on its way into the database.
class Keeping
{
public:
    Keeping(Connection& connection, const std::string& device, const PicturePart& part)
        : m_connection(connection), m_device(device), m_part(part)
    {
    }

    DistrictResult<PartTaken> run()
    {
        const auto rows = m_connection.run({{Sql::Begin},
                                            {Sql::AddLine, Values().text(m_device)},
                                            {Sql::LockLine, Values().text(m_device)},
                                            {Sql::HeldPicture, named()},
                                            {Sql::HeldParts, named()}});
        if (!rows)
            return tl::unexpected(rows.error());
        auto held = readHeld((*rows)[3], (*rows)[4]);
        if (held.state == State::Complete)
            return end({{Sql::Rollback}}, {Word::Kept, held});
        if (held.sealedHash != m_part.sealedHash)
            held = {};
        if (m_part.offset != 0 && m_part.offset != held.offset)
            return end({{Sql::Rollback}}, {Word::OffsetWrong, held});
        return add();
    }

private:
    [[nodiscard]] Values named() const
    {
        Values values;
        values.text(m_device).text(m_part.sha256);
        return values;
    }

    DistrictResult<PartTaken> end(const std::vector<Step>& steps, PartTaken taken)
    {
        const auto ended = m_connection.run(steps);
        if (!ended)
            return tl::unexpected(ended.error());
        return taken;
    }

    DistrictResult<PartTaken> add()
    {
        std::vector<Step> steps;
        if (m_part.offset == 0)
            steps.push_back({Sql::DropParts, named()});
        steps.push_back({Sql::AddPart, named().number(m_part.offset).text(m_part.sealedHash).bytes(m_part.bytes)});
        const auto upTo = m_part.offset + static_cast<std::int64_t>(m_part.bytes.size());
        if (upTo < m_part.length)
        {
            steps.push_back({Sql::Commit});
            return end(steps, {Word::Kept, {State::Partial, upTo, m_part.sealedHash}});
        }
        steps.push_back({Sql::HashParts, named()});
        const auto rows = m_connection.run(steps);
        if (!rows)
            return tl::unexpected(rows.error());
        if (rows->back().text(0, 0) != m_part.sealedHash)
            return end({{Sql::DropParts, named()}, {Sql::Commit}}, {Word::HashWrong, {}});
        return end({{Sql::JoinParts, named().text(m_part.keyId)},
                    {Sql::DropParts, named()},
                    {Sql::NoteLine, Values().text(m_device).number(0)},
                    {Sql::Commit}},
                   {Word::Kept, {State::Complete, upTo, {}}});
    }

    Connection& m_connection;
    const std::string& m_device;
    const PicturePart& m_part;
};

} // namespace

DistrictResult<PartTaken> PostgresIntake::keepPart(const std::string& device, const PicturePart& part)
{
    auto connection = m_connections.borrow();
    if (!connection)
        return tl::unexpected(connection.error());
    return Keeping(*connection->operator->(), device, part).run();
}

DistrictResult<HeldPicture> PostgresIntake::heldPicture(const std::string& device, const std::string& sha256)
{
    const auto rows = m_connections.run(
        {{Sql::HeldPicture, Values().text(device).text(sha256)}, {Sql::HeldParts, Values().text(device).text(sha256)}});
    if (!rows)
        return tl::unexpected(rows.error());
    return readHeld((*rows)[0], (*rows)[1]);
}

} // namespace banshi::queue::district
