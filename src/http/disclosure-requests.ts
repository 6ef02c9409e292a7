// /v1/disclosure-requests: a person asks for the records about them (A33(5)), from arrival to delivery.

import { z } from '@hono/zod-openapi'
import {
  decisionSchema,
  deliverySchema,
  disclosureRequestSchema,
  identityVerificationSchema,
  issueSchema,
  settlementSchema,
} from '../domain/disclosure-schema.ts'
import { decideRequest } from '../usecases/decide-request.ts'
import { deliverExtract } from '../usecases/deliver-extract.ts'
import { openFile } from '../usecases/disclosure-file.ts'
import { issueExtract } from '../usecases/issue-extract.ts'
import { listMatches } from '../usecases/list-matches.ts'
import { openDisclosureRequest } from '../usecases/open-disclosure-request.ts'
import type { Deps } from '../usecases/ports.ts'
import {
  listDisclosureRequests,
  readDisclosureRequest,
} from '../usecases/read-disclosure-request.ts'
import { settleMatches } from '../usecases/settle-matches.ts'
import { verifyIdentity } from '../usecases/verify-identity.ts'
import { isBodyless } from './body.ts'
import {
  issuedExtract,
  matchList,
  openedRequest,
  requestSummary,
  requestView,
} from './disclosure-answers.ts'
import { pageSize } from './parameters.ts'
import type { Api } from './routes.ts'

const tag = 'Disclosure requests'
const scope = 'disclosures'
const params = z.object({ request_no: z.string().max(64) })

export function disclosureRoutes(api: Api, deps: Deps) {
  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests',
      scope,
      tag,
      summary: 'Open a request of a person or their agent',
      description:
        'Known codes of channel: web, email, post, counter, phone; of documents: driving_licence, individual_number_card, passport, residence_card, power_of_attorney, family_register and others; any [a-z0-9_] is taken. documents names papers by kind and number, never their content. translation: en adds an English edition to every paper.',
      body: disclosureRequestSchema,
      answers: { 201: { description: 'Opened', schema: openedRequest } },
    },
    async ({ c, caller, body }) =>
      c.json(await openDisclosureRequest(deps, caller, await body()), 201),
  )

  api.route(
    {
      method: 'get',
      path: '/v1/disclosure-requests',
      scope,
      tag,
      summary: 'Requests, newest first, without personal data',
      query: z.strictObject({
        after: z.string().max(64).optional(),
        limit: pageSize(500, 50),
      }),
      answers: {
        200: { description: 'A page', schema: z.object({ requests: z.array(requestSummary) }) },
      },
    },
    async ({ c, query }) => {
      const { after, limit } = query()
      const page = { ...(after ? { after } : {}), limit }
      return c.json({ requests: await listDisclosureRequests(deps, page) }, 200)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/disclosure-requests/{request_no}',
      scope,
      tag,
      summary: 'One request; the reading is logged',
      params,
      answers: { 200: { description: 'The request', schema: requestView } },
    },
    async ({ c, caller, params: { request_no } }) =>
      c.json(await readDisclosureRequest(deps, caller, request_no), 200),
  )

  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/identity-verification',
      scope,
      tag,
      summary: 'Say how the identity was verified and what it proved; before it nothing is shown',
      description:
        'proven names matters of the request: name, name_kana, other_names, birth_date, addresses or addresses.0, identifiers.<scheme>, requester.name, requester.address. Without `of` the check is of the requester as a whole; with data_subject, agent, authority each is checked apart, and all have to pass.',
      params,
      body: identityVerificationSchema,
      answers: { 201: { description: 'Kept', schema: requestView } },
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const verification = await body()
      return c.json(await verifyIdentity(deps, caller, { requestNo, verification }), 201)
    },
  )

  api.route(
    {
      method: 'get',
      path: '/v1/disclosure-requests/{request_no}/matches',
      scope,
      tag,
      summary: 'Every line that is, or may be, about the person',
      params,
      query: z.strictObject({ voluntary: z.enum(['true', 'false']).optional() }),
      answers: { 200: { description: 'Exact matches and candidates', schema: matchList } },
    },
    async ({ c, caller, params: { request_no: requestNo }, query }) => {
      await openFile(deps, requestNo)
      const voluntary = query().voluntary === 'true'
      return c.json(await listMatches(deps, caller, { requestNo, voluntary }), 200)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/matches',
      scope,
      tag,
      summary: 'Settle candidates: confirm them as the person’s, or reject them with a reason',
      params,
      body: settlementSchema,
      answers: { 201: { description: 'Settled' } },
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const settlement = await body()
      return c.json(await settleMatches(deps, caller, { requestNo, settlement }), 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/decision',
      scope,
      tag,
      summary: 'Decide; refused while a disclosable candidate is open',
      description:
        'refusals name a line and, where not all of it, items: codes of its rule (TP_NAME, TP_ADDR, TP_REP, PERSON, ITEMS, CONSENT, DATE_OUT, DATE_IN, ACQ, PPC_PUB) or address, telephone, third_party_place. For a statutory agent these three of each line are released or refused before anything is issued. letter_reason is printed, internal_reason never.',
      params,
      body: decisionSchema,
      answers: { 201: { description: 'Decided', schema: requestView } },
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const decision = await body()
      return c.json(await decideRequest(deps, caller, { requestNo, decision }), 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/extracts',
      scope,
      tag,
      summary: 'Issue the document; the body may be left out; called again it is the same document',
      params,
      body: issueSchema,
      answers: { 201: { description: 'Issued', schema: issuedExtract } },
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const { substitutes } = isBodyless(c) ? {} : await body()
      return c.json(await issueExtract(deps, caller, { requestNo, substitutes }), 201)
    },
  )

  api.route(
    {
      method: 'post',
      path: '/v1/disclosure-requests/{request_no}/delivery',
      scope,
      tag,
      summary: 'Say how and when the document was delivered; closes the request',
      params,
      body: deliverySchema,
      answers: { 201: { description: 'Closed', schema: requestView } },
    },
    async ({ c, caller, params: { request_no: requestNo }, body }) => {
      await openFile(deps, requestNo)
      const delivery = await body()
      return c.json(await deliverExtract(deps, caller, { requestNo, delivery }), 201)
    },
  )
}
