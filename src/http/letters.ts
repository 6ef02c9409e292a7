// Letters on the way of a request: issued under it, downloaded by number; each download is logged.

import { z } from '@hono/zod-openapi'
import { letterSchema } from '../domain/letter-schema.ts'
import { openFile } from '../usecases/disclosure-file.ts'
import { issueLetter } from '../usecases/issue-letter.ts'
import { EDITIONS } from '../usecases/letter-document.ts'
import type { Deps } from '../usecases/ports.ts'
import { findLetter, listLetters, readLetter } from '../usecases/read-letter.ts'
import { positiveNumber } from './parameters.ts'
import type { Api } from './routes.ts'

const tag = 'Letters'
const scope = 'disclosures'
const ofRequest = {
  path: '/v1/disclosure-requests/{request_no}/letters',
  scope,
  tag,
  params: z.object({ request_no: z.string().max(64) }),
} as const

const issuedLetter = z
  .object({
    letter_no: z.int(),
    kind: z.string(),
    doc_no: z.string(),
    sha256: z.string(),
    issued_at: z.string(),
  })
  .openapi('Letter')

export function letterRoutes(api: Api, deps: Deps) {
  api.route(
    {
      ...ofRequest,
      method: 'post',
      summary: 'Issue a letter of the procedure: what the request says is not asked again',
      body: letterSchema,
      answers: { 201: { description: 'Issued', schema: issuedLetter } },
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const letter = await body()
      return c.json(await issueLetter(deps, caller, { requestNo, letter }), 201)
    },
  )

  api.route(
    {
      ...ofRequest,
      method: 'get',
      summary: 'The letters of a request, in the order they were issued',
      answers: {
        200: { description: 'All of them', schema: z.object({ letters: z.array(issuedLetter) }) },
      },
    },
    async ({ c, params: { request_no } }) =>
      c.json({ letters: await listLetters(deps, request_no) }, 200),
  )

  api.route(
    {
      method: 'get',
      path: '/v1/letters/{letter_no}/pdf',
      scope,
      tag,
      summary: 'The issued letter, the same bytes ever after',
      params: z.object({ letter_no: positiveNumber }),
      query: z.strictObject({ edition: z.enum(EDITIONS).default('ja') }),
      answers: { 200: { description: 'The letter', mediaType: 'application/pdf' } },
    },
    async ({ c, caller, params: { letter_no: letterNo }, query }) => {
      await findLetter(deps, letterNo)
      const { edition } = query()
      const { bytes, fileName } = await readLetter(deps, caller, { letterNo, edition })
      return c.body(bytes, 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      })
    },
  )
}
