// /v1/forms: the papers for requesters, drawn with the operator's letterhead, fee and days.

import { z } from '@hono/zod-openapi'
import { drawForm } from '../usecases/draw-form.ts'
import { EDITIONS, FORM_KINDS } from '../usecases/letter-document.ts'
import type { Deps } from '../usecases/ports.ts'
import type { Api } from './routes.ts'

export function formRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'get',
      path: '/v1/forms/{name}/pdf',
      scope: 'disclosures',
      tag: 'Forms',
      summary: 'A form, or the notice on how to make a request: nothing about anybody',
      params: z.object({ name: z.enum(FORM_KINDS) }),
      query: z.strictObject({ edition: z.enum(EDITIONS).default('ja') }),
      answers: { 200: { description: 'The paper', mediaType: 'application/pdf' } },
    },
    async ({ c, params: { name }, query }) => {
      const bytes = await drawForm(deps, name, query().edition)
      return c.body(new Uint8Array(bytes), 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${name}.pdf"`,
      })
    },
  )
}
