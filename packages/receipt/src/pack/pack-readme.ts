/** `README.txt` of every pack, the same in each. */
export const packReadme = `勤勉尽责证据包 · Due-diligence evidence pack (lastmile-pack/v1)

一、内容
manifest.json            其余每个文件的大小与 SHA-256
record/manifest.json     封存部分的清单；封存哈希（packHash）即此文件的 SHA-256
record/history.json      截至封存版本的全部事件原文，附逐条哈希与链式哈希
record/terms/            合同条款的每一版，文件的 SHA-256 即条款哈希
record/signatures.json   各方签名、公钥与所签条款
record/notices.json  record/declarations.json  record/checks.json  record/due-diligence.json  record/attachments.json
                         公示、声明、签约前核查、勤勉尽责四要素、附件哈希；均摘自事件原文
record/rules.json        所引用规则的版本、来源及原文是否核实
since.json               封存版本之后的事件（如有）
receipt.json             合同签订的日志凭证（签订后）
seal/receipt.json        封存的日志凭证（封存后）
attachments/             附件原件（按需），文件名为其 SHA-256

二、离线核验
npx @lastmile/receipt verify 证据包.zip --key <日志验证密钥>
日志验证密钥请从可信渠道取得并自行保存。任何文件、任何字节的改动都会被发现。
不用本程序也可核对：用 sha256sum 逐个计算文件哈希并与 manifest.json 比较；事件哈希是其规范 JSON（RFC 8785）的 SHA-256，
链式哈希是此前全部事件哈希组成的规范 JSON 数组的 SHA-256，与日志条目中的 detailsHash 一致。

1. Contents
manifest.json            size and SHA-256 of every other file
record/manifest.json     list of the sealed part; the seal's packHash is the SHA-256 of this file
record/history.json      every event up to the sealed revision as it is stored, each with its hash and the chained hash
record/terms/            each version of the terms; the SHA-256 of the file is the hash of the terms
record/signatures.json   the parties' signatures and public keys, and what they signed
record/notices.json  record/declarations.json  record/checks.json  record/due-diligence.json  record/attachments.json
                         notices, declarations, checks before signing, the four elements of due diligence, hashes of
                         attachments; all taken from the events
record/rules.json        versions of the rules that are cited, their sources, and whether the primary text was read
since.json               events after the sealed revision, if any
receipt.json             receipt of the conclusion from the log, once concluded
seal/receipt.json        receipt of the seal from the log, once sealed
attachments/             the attachments themselves, when asked for; each is named by its SHA-256

2. Verifying without a network
npx @lastmile/receipt verify pack.zip --key <verifier key of the log>
Get the key from a source that you trust and keep it. A change of any byte of any file is found.
Without this program: compute the SHA-256 of each file and compare with manifest.json. An event's hash is the SHA-256 of its
canonical JSON (RFC 8785), the chained hash that of the canonical JSON array of all events' hashes up to it; it is the
detailsHash of an entry in the log.
`;
