// /v1/users: people at the console made, listed and disabled from afar; a link to join is in one answer, once.

import { z } from '@hono/zod-openapi'
import { formatInstant } from '../domain/calendar-date.ts'
import { ROLES } from '../domain/role.ts'
import { newUserSchema } from '../domain/user-schema.ts'
import { createUser, disableUser, listUsers } from '../usecases/manage-users.ts'
import { invite, type OneTimeLink } from '../usecases/one-time-links.ts'
import type { Deps } from '../usecases/ports.ts'
import type { Api } from './routes.ts'

const tag = 'Users'
const scope = 'admin'
const params = z.object({ id: z.string().regex(/^[a-z2-7]{12}$/) })
const link = {
  id: z.string(),
  link: z.string().openapi({ description: 'Path at this service; it works once.' }),
  link_expires_at: z.string(),
}

export function userRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'post',
      path: '/v1/users',
      scope,
      tag,
      summary: 'Make a user; the link to set a password is answered this once',
      body: newUserSchema,
      answers: { 201: { description: 'The user', schema: z.object(link).openapi('NewUser') } },
    },
    async ({ c, caller, body }) => {
      const made = await createUser(deps, caller, await body())
      return c.json(presentLink(made.id, made.link), 201)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/users',
      scope,
      tag,
      summary: 'Every user, disabled ones too, oldest first',
      answers: {
        200: {
          description: 'Users',
          schema: z.object({
            users: z.array(
              z
                .object({
                  id: z.string(),
                  name: z.string(),
                  email: z.string(),
                  role: z.enum(ROLES),
                  created_at: z.string(),
                  disabled_at: z.string().nullable(),
                  joined: z.boolean(),
                  second_factor: z.boolean(),
                })
                .openapi('User'),
            ),
          }),
        },
      },
    },
    async ({ c }) => c.json({ users: await listUsers(deps) }, 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/users/{id}/link',
      scope,
      tag,
      summary: 'Make a new link for a user who has not joined, or lost every proof',
      params,
      answers: { 201: { description: 'The link', schema: z.object(link) } },
    },
    async ({ c, caller, params: { id } }) =>
      c.json(presentLink(id, await invite(deps, caller, id)), 201),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/users/{id}/disable',
      scope,
      tag,
      summary: 'Shut a user out from now on',
      params,
      answers: {
        200: {
          description: 'Disabled; false when it was so before',
          schema: z.object({ id: z.string(), disabled: z.boolean() }),
        },
      },
    },
    async ({ c, caller, params: { id } }) =>
      c.json({ id, disabled: await disableUser(deps, caller, id) }, 200),
  )
}

function presentLink(id: string, { token, expiresAt }: OneTimeLink) {
  return { id, link: `/invite/${token}`, link_expires_at: formatInstant(expiresAt) }
}
