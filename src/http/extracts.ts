// /v1/extracts: the issued document and its data, the same bytes ever after; each download is logged.

import { z } from '@hono/zod-openapi'
import { EXTRACT_PARTS } from '../usecases/disclosure-ports.ts'
import { EDITIONS } from '../usecases/letter-document.ts'
import type { Deps } from '../usecases/ports.ts'
import { findExtract, readExtract } from '../usecases/read-extract.ts'
import { positiveNumber } from './parameters.ts'
import type { Api } from './routes.ts'

const MEDIA_TYPES = {
  pdf: 'application/pdf',
  json: 'application/json',
  csv: 'text/csv',
  manifest: 'application/json',
} as const

const SUMMARIES = {
  pdf: 'The issued document',
  json: 'records.json: what its tables show',
  csv: 'records.csv: UTF-8 with BOM, safe for spreadsheets',
  manifest: 'For officers: which record and line stands in which row',
} as const

const file = z.strictObject({
  volume: positiveNumber.default(1).describe('Of an extract in several volumes.'),
  edition: z.enum(EDITIONS).default('ja').describe('en: the translation, where one was asked for.'),
})

export function extractRoutes(api: Api, deps: Deps) {
  for (const part of EXTRACT_PARTS) {
    api.route(
      {
        method: 'get',
        path: `/v1/extracts/{extract_no}/${part}`,
        scope: 'disclosures',
        tag: 'Extracts',
        summary: SUMMARIES[part],
        params: z.object({ extract_no: positiveNumber }),
        query: file,
        answers: { 200: { description: SUMMARIES[part], mediaType: MEDIA_TYPES[part] } },
      },
      async ({ c, caller, params: { extract_no: extractNo }, query }) => {
        await findExtract(deps, extractNo)
        const read = await readExtract(deps, caller, { extractNo, part, ...query() })
        const { bytes, mediaType, fileName } = read
        return c.body(bytes, 200, {
          'Content-Type': mediaType,
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        })
      },
    )
  }
}
