// What each sealed value is bound to (contract 1.7): it opens only in its own place, also after resealing.

/** @param digest of the wording, base64. */
export const wordingContext = (digest: string) => `wording:${digest}`

export const amendmentContext = (recordNo: number, version: number) =>
  `amendment:${recordNo}:${version}`

export const requestContext = (requestNo: string) => `disclosure:${requestNo}:request`

export const stepContext = (requestNo: string, step: number) =>
  `disclosure:${requestNo}:step:${step}`

export const chunkContext = (extractNo: number, part: string, chunk: number) =>
  `extract:${extractNo}:${part}:${chunk}`

export const letterContext = (letterNo: number, edition: string, chunk: number) =>
  `letter:${letterNo}:${edition}:${chunk}`

export const markContext = (code: string, revision: number) => `protective-mark:${code}:${revision}`

export const holdContext = (code: string, revision: number) => `legal-hold:${code}:${revision}`

export const userContext = (userId: string) => `user:${userId}`

export const credentialContext = (credentialId: string) => `credential:${credentialId}`

/** The reason of an approval, also where it stands in the report of the erasure. */
export const approvalContext = (recordNo: number, approvedBy: string) =>
  `approval:${recordNo}:${approvedBy}`

/** Of a question to a second person, and of its answer. */
export const approvalRevisionContext = (approvalId: string, revision: number) =>
  `second-person:${approvalId}:${revision}`
