// /v1/vault: new keys for what is sealed, from afar.

import { z } from '@hono/zod-openapi'
import { DomainError } from '../domain/domain-error.ts'
import type { Deps } from '../usecases/ports.ts'
import { resealStep } from '../usecases/reseal.ts'
import { SEALED_TABLES } from '../usecases/vault-ports.ts'
import type { Api } from './routes.ts'

const tag = 'Vault'
const scope = 'admin'

const place = z.strictObject({
  table: z.enum(SEALED_TABLES),
  after: z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .max(3)
    .optional(),
})

export function vaultRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'post',
      path: '/v1/vault/sealing-keys',
      scope,
      tag,
      summary: 'Add a sealing key, the newest from then on',
      answers: {
        201: { description: 'Its number', schema: z.object({ sealing_key_no: z.int() }) },
      },
    },
    async ({ c, caller }) => {
      if (!deps.vaultUpkeep) throw notHere('add a sealing key', 'kirokubo vault reseal')
      return c.json({ sealing_key_no: await deps.vaultUpkeep.addSealingKey(caller) }, 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/vault/reseal',
      scope,
      tag,
      summary: 'Write some of what is sealed anew under the newest sealing key',
      description:
        'Call it with `next` of the answer before until that is null, then from the beginning again until nothing was resealed.',
      body: z.strictObject({ place: place.optional() }),
      answers: {
        200: {
          description: 'What was done and where to go on',
          schema: z.object({
            sealing_key_no: z.int(),
            resealed: z.record(z.string(), z.int()),
            next: place.nullable(),
          }),
        },
      },
    },
    async ({ c, caller, body }) =>
      c.json(await resealStep(deps, caller, (await body()).place), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/vault/rotate-master',
      scope,
      tag,
      summary: 'Wrap the data keys by the next master key, where that is a secret of the runtime',
      answers: {
        200: {
          description: 'The fingerprint of the master key in use from now on',
          schema: z.object({ fingerprint: z.string() }),
        },
      },
    },
    async ({ c, caller }) => {
      const rotate = deps.vaultUpkeep?.rotateMaster
      if (!rotate)
        throw notHere('replace the file of its master key', 'kirokubo vault rotate-master')
      return c.json(await rotate(caller), 200)
    },
  )
}

function notHere(what: string, command: string): DomainError {
  return new DomainError('not_on_this_runtime', `This service cannot ${what} from afar.`, {
    fix: `Run ${command} on its machine, without --url; the service serves on meanwhile.`,
  })
}
