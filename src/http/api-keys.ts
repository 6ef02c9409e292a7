// /v1/api-keys: keys made, listed and revoked from afar. The text of a key is in one answer, once.

import { z } from '@hono/zod-openapi'
import { SCOPES } from '../usecases/access-ports.ts'
import {
  createApiKey,
  listApiKeys,
  revokeApiKey,
  SOURCE_NAME,
} from '../usecases/manage-api-keys.ts'
import type { Deps } from '../usecases/ports.ts'
import type { Api } from './routes.ts'

const tag = 'API keys'
const scope = 'admin'

const scopes = z.array(z.enum(SCOPES)).min(1)

const newApiKeySchema = z.strictObject({
  source: z
    .string()
    .regex(
      SOURCE_NAME,
      'must be 1–64 of a–z, 0–9, dot, underscore and hyphen, a letter or digit first',
    ),
  scopes,
  expires_in_days: z.int().min(1).max(36_500).optional(),
})

const described = {
  id: z.string(),
  source: z.string(),
  scopes,
  expires_at: z.string().nullable(),
}

export function apiKeyRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'post',
      path: '/v1/api-keys',
      scope,
      tag,
      summary: 'Make a key; its text is answered this once',
      body: newApiKeySchema,
      answers: {
        201: {
          description: 'The key',
          schema: z.object({ ...described, key: z.string() }).openapi('NewApiKey'),
        },
      },
    },
    async ({ c, caller, body }) => {
      const { expires_in_days: expiresInDays, ...wanted } = await body()
      return c.json(await createApiKey(deps, caller.actor, { ...wanted, expiresInDays }), 201)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/api-keys',
      scope,
      tag,
      summary: 'Every key, revoked ones too, oldest first',
      answers: {
        200: {
          description: 'Keys',
          schema: z.object({
            keys: z.array(
              z
                .object({
                  ...described,
                  created_at: z.string(),
                  revoked_at: z.string().nullable(),
                  last_used_at: z.string().nullable(),
                })
                .openapi('ApiKey'),
            ),
          }),
        },
      },
    },
    async ({ c }) => c.json({ keys: await listApiKeys(deps) }, 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/api-keys/{id}/revoke',
      scope,
      tag,
      summary: 'Refuse a key from now on',
      params: z.object({ id: z.string().regex(/^[a-z0-9-]{1,64}$/) }),
      answers: {
        200: {
          description: 'Revoked; false when it was before',
          schema: z.object({ id: z.string(), revoked: z.boolean() }),
        },
      },
    },
    async ({ c, caller, params: { id } }) =>
      c.json({ id, revoked: await revokeApiKey(deps, caller.actor, id) }, 200),
  )
}
