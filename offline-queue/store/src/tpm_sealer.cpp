// SPDX-License-Identifier: GPL-3.0-or-later
#include "tpm_sealer.h"

#include "banshi/queue/store/tpm.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <future>
#include <memory>
#include <thread>
#include <tss2/tss2_esys.h>
#include <tss2/tss2_mu.h>
#include <tss2/tss2_tctildr.h>

namespace banshi::queue::store
{

namespace
{

struct TpmFault
{
    StoreError error;
};

/// A TPM's own answer that an object was not made under this parent: TPM 2.0 Library, part 2, table 16, any parameter.
bool saysForeign(TSS2_RC answer)
{
    constexpr TSS2_RC kFormatOneMask = TPM2_RC_FMT1 | 0x3F;
    const TSS2_RC layer = answer & TSS2_RC_LAYER_MASK;
    const bool isTpms = layer == TSS2_TPM_RC_LAYER || layer == TSS2_RESMGR_TPM_RC_LAYER;
    return isTpms && (answer & kFormatOneMask) == TPM2_RC_INTEGRITY;
}

void check(TSS2_RC answer, const char* doing)
{
    if (answer == TSS2_RC_SUCCESS)
        return;
    constexpr int kNumber = 64;
    std::array<char, kNumber> text{};
    (void)std::snprintf(text.data(), text.size(), "%s: 0x%08x", doing, answer);
    throw TpmFault{
        {saysForeign(answer) ? StoreCode::KeyForeign : StoreCode::TpmAway, text.data(), base::Retry::NeedsAttendant}};
}

/// The storage root key on P-256: TCG TPM v2.0 Provisioning Guidance 1.0, 7.5.1, over template L-2 of the EK Credential
/// Profile. The TPM makes the same key from it each time, until it is cleared.
TPM2B_PUBLIC rootTemplate()
{
    constexpr UINT16 kAesBits = 128;
    constexpr UINT16 kCoordinate = 32; // bytes, all zero
    TPM2B_PUBLIC made{};
    auto& area = made.publicArea;
    area.type = TPM2_ALG_ECC;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_SENSITIVEDATAORIGIN |
                            TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA | TPMA_OBJECT_RESTRICTED | TPMA_OBJECT_DECRYPT;
    auto& ecc = area.parameters.eccDetail;
    ecc.symmetric.algorithm = TPM2_ALG_AES;
    ecc.symmetric.keyBits.aes = kAesBits;
    ecc.symmetric.mode.aes = TPM2_ALG_CFB;
    ecc.scheme.scheme = TPM2_ALG_NULL;
    ecc.curveID = TPM2_ECC_NIST_P256;
    ecc.kdf.scheme = TPM2_ALG_NULL;
    area.unique.ecc.x.size = kCoordinate;
    area.unique.ecc.y.size = kCoordinate;
    return made;
}

/// A sealed data object that never leaves its TPM and parent. Nobody stands at a kiosk to type a password, and each
/// update changes the PCRs: neither guards it. Guesses cannot lock it (NODA).
TPM2B_PUBLIC sealedTemplate()
{
    TPM2B_PUBLIC made{};
    auto& area = made.publicArea;
    area.type = TPM2_ALG_KEYEDHASH;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes =
        TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA;
    area.parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_NULL;
    return made;
}

struct EsysFree
{
    void operator()(void* memory) const { Esys_Free(memory); }
};
template <class T>
using EsysPtr = std::unique_ptr<T, EsysFree>;

/// An opened TPM with its root key and a session that encrypts what goes over the wires between chip and processor.
/// Threads: one.
class OpenTpm
{
public:
    explicit OpenTpm(const std::string& tcti)
    {
        TSS2_TCTI_CONTEXT* way = nullptr;
        check(Tss2_TctiLdr_Initialize(tcti.c_str(), &way), "cannot reach the TPM");
        m_way.reset(way);
        ESYS_CONTEXT* context = nullptr;
        check(Esys_Initialize(&context, way, nullptr), "cannot speak to the TPM");
        m_context.reset(context);
        try
        {
            makeRoot();
            startSession();
        }
        catch (const TpmFault&)
        {
            flush();
            throw;
        }
    }
    ~OpenTpm() { flush(); }
    OpenTpm(const OpenTpm&) = delete;
    OpenTpm& operator=(const OpenTpm&) = delete;

    [[nodiscard]] Bytes seal(std::span<const std::uint8_t> secret)
    {
        const TPM2B_PUBLIC wanted = sealedTemplate();
        TPM2B_SENSITIVE_CREATE inside{};
        inside.sensitive.data.size = static_cast<UINT16>(secret.size());
        std::copy(secret.begin(), secret.end(), inside.sensitive.data.buffer);
        allow(TPMA_SESSION_DECRYPT | TPMA_SESSION_ENCRYPT);
        const TPML_PCR_SELECTION none{};
        TPM2B_PRIVATE* closed = nullptr;
        TPM2B_PUBLIC* open = nullptr;
        const TSS2_RC answer = Esys_Create(m_context.get(), m_root, m_session, ESYS_TR_NONE, ESYS_TR_NONE, &inside,
                                           &wanted, nullptr, &none, &closed, &open, nullptr, nullptr, nullptr);
        base::wipe(&inside, sizeof inside);
        const EsysPtr<TPM2B_PRIVATE> ownClosed(closed);
        const EsysPtr<TPM2B_PUBLIC> ownOpen(open);
        check(answer, "the TPM does not seal");
        Bytes sealed(sizeof *open + sizeof *closed);
        std::size_t at = 0;
        check(Tss2_MU_TPM2B_PUBLIC_Marshal(open, sealed.data(), sealed.size(), &at),
              "cannot write down what was sealed");
        check(Tss2_MU_TPM2B_PRIVATE_Marshal(closed, sealed.data(), sealed.size(), &at),
              "cannot write down what was sealed");
        sealed.resize(at);
        return sealed;
    }

    [[nodiscard]] base::SecretBytes unseal(const TPM2B_PUBLIC& open, const TPM2B_PRIVATE& closed)
    {
        allow(TPMA_SESSION_DECRYPT);
        check(Esys_Load(m_context.get(), m_root, m_session, ESYS_TR_NONE, ESYS_TR_NONE, &closed, &open, &m_loaded),
              "the TPM does not load what was sealed");
        allow(TPMA_SESSION_ENCRYPT);
        TPM2B_SENSITIVE_DATA* inside = nullptr;
        const TSS2_RC answer = Esys_Unseal(m_context.get(), m_loaded, m_session, ESYS_TR_NONE, ESYS_TR_NONE, &inside);
        const EsysPtr<TPM2B_SENSITIVE_DATA> own(inside);
        check(answer, "the TPM does not unseal");
        base::SecretBytes secret(std::span<const std::uint8_t>(inside->buffer, inside->size));
        base::wipe(inside, sizeof *inside);
        return secret;
    }

private:
    void makeRoot()
    {
        const TPM2B_SENSITIVE_CREATE nothing{};
        const TPM2B_PUBLIC wanted = rootTemplate();
        const TPML_PCR_SELECTION none{};
        check(Esys_CreatePrimary(m_context.get(), ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE,
                                 &nothing, &wanted, nullptr, &none, &m_root, nullptr, nullptr, nullptr, nullptr),
              "the TPM makes no root key");
    }

    void startSession()
    {
        constexpr UINT16 kAesBits = 128;
        TPMT_SYM_DEF cipher{};
        cipher.algorithm = TPM2_ALG_AES;
        cipher.keyBits.aes = kAesBits;
        cipher.mode.aes = TPM2_ALG_CFB;
        check(Esys_StartAuthSession(m_context.get(), m_root, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                    nullptr, TPM2_SE_HMAC, &cipher, TPM2_ALG_SHA256, &m_session),
              "the TPM starts no session");
    }

    void allow(TPMA_SESSION directions)
    {
        constexpr TPMA_SESSION kAll = 0xFF;
        check(Esys_TRSess_SetAttributes(m_context.get(), m_session, TPMA_SESSION_CONTINUESESSION | directions, kAll),
              "cannot set the session up");
    }

    void flush()
    {
        for (ESYS_TR* handle : {&m_loaded, &m_session, &m_root})
            if (*handle != ESYS_TR_NONE)
                (void)Esys_FlushContext(m_context.get(), *handle); // a TPM that is gone has nothing to free
    }

    struct CloseWay
    {
        void operator()(TSS2_TCTI_CONTEXT* way) const { Tss2_TctiLdr_Finalize(&way); }
    };
    struct CloseContext
    {
        void operator()(ESYS_CONTEXT* context) const { Esys_Finalize(&context); }
    };
    std::unique_ptr<TSS2_TCTI_CONTEXT, CloseWay> m_way;
    std::unique_ptr<ESYS_CONTEXT, CloseContext> m_context; // behind the way that it uses
    ESYS_TR m_root = ESYS_TR_NONE;
    ESYS_TR m_session = ESYS_TR_NONE;
    ESYS_TR m_loaded = ESYS_TR_NONE;
};

/// Does `work` beside the caller, who waits no longer than `patience`: tpm2-tss cannot give up a TPM that is silent.
/// Work that is given up ends when its TPM answers or goes; it owns all that it uses.
template <class Work>
auto within(std::chrono::milliseconds patience, Work work) -> StoreResult<std::invoke_result_t<Work>>
{
    using Answer = StoreResult<std::invoke_result_t<Work>>;
    auto task = std::make_shared<std::packaged_task<Answer()>>([work = std::move(work)]() -> Answer {
        try
        {
            return work();
        }
        catch (const TpmFault& fault)
        {
            return tl::unexpected(fault.error);
        }
    });
    auto answer = task->get_future();
    std::thread([task] { (*task)(); }).detach();
    if (answer.wait_for(patience) != std::future_status::ready)
        return base::fail(StoreCode::TpmAway, "the TPM does not answer in time", base::Retry::NeedsAttendant);
    return answer.get();
}

} // namespace

std::string tpmOfThisMachine()
{
    // The kernel's resource manager: what other programs do with the TPM is not disturbed.
    std::error_code ignored;
    return std::filesystem::exists("/dev/tpmrm0", ignored) ? "device:/dev/tpmrm0" : "";
}

StoreResult<Bytes> TpmSealer::seal(std::span<const std::uint8_t> secret)
{
    constexpr std::size_t kMost = 128; // what each TPM takes: TPM 2.0 Library, part 2, MAX_SYM_DATA
    if (secret.size() > kMost)
        return base::fail(StoreCode::Invalid, "a TPM seals at most 128 bytes");
    return within(m_patience, [tcti = m_tcti, own = std::make_shared<const base::SecretBytes>(secret)] {
        return OpenTpm(tcti).seal(own->view());
    });
}

StoreResult<base::SecretBytes> TpmSealer::unseal(std::span<const std::uint8_t> sealed)
{
    TPM2B_PUBLIC open{};
    TPM2B_PRIVATE closed{};
    std::size_t at = 0;
    if (Tss2_MU_TPM2B_PUBLIC_Unmarshal(sealed.data(), sealed.size(), &at, &open) != TSS2_RC_SUCCESS ||
        Tss2_MU_TPM2B_PRIVATE_Unmarshal(sealed.data(), sealed.size(), &at, &closed) != TSS2_RC_SUCCESS ||
        at != sealed.size())
        return base::fail(StoreCode::KeyUnusable, "no bytes of a TPM", base::Retry::NeedsAttendant);
    return within(m_patience, [tcti = m_tcti, open, closed] { return OpenTpm(tcti).unseal(open, closed); });
}

} // namespace banshi::queue::store
