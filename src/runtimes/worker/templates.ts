// The words of the papers on Workers: templates/ as it was at the build, read with the first paper.

import { type EditionTemplates, parseTemplates } from '../../pdf/letter-template.ts'

/** Each named in full: the bundler takes in only what it can see. */
const FILES: Record<string, () => Promise<{ default: unknown }>> = {
  'disclosed-full.json': () =>
    import('../../../templates/disclosed-full.json', { with: { type: 'json' } }),
  'disclosed-partial.json': () =>
    import('../../../templates/disclosed-partial.json', { with: { type: 'json' } }),
  'not-disclosed.json': () =>
    import('../../../templates/not-disclosed.json', { with: { type: 'json' } }),
  'not-exist.json': () => import('../../../templates/not-exist.json', { with: { type: 'json' } }),
  'acknowledgement.json': () =>
    import('../../../templates/acknowledgement.json', { with: { type: 'json' } }),
  'completion-request.json': () =>
    import('../../../templates/completion-request.json', { with: { type: 'json' } }),
  'new-reply-date.json': () =>
    import('../../../templates/new-reply-date.json', { with: { type: 'json' } }),
  'not-accepted.json': () =>
    import('../../../templates/not-accepted.json', { with: { type: 'json' } }),
  'method-consultation.json': () =>
    import('../../../templates/method-consultation.json', { with: { type: 'json' } }),
  'method-change.json': () =>
    import('../../../templates/method-change.json', { with: { type: 'json' } }),
  'other-desks.json': () =>
    import('../../../templates/other-desks.json', { with: { type: 'json' } }),
  'withdrawal.json': () => import('../../../templates/withdrawal.json', { with: { type: 'json' } }),
  'cover-letter.json': () =>
    import('../../../templates/cover-letter.json', { with: { type: 'json' } }),
  'password-notice.json': () =>
    import('../../../templates/password-notice.json', { with: { type: 'json' } }),
  'cessation-result.json': () =>
    import('../../../templates/cessation-result.json', { with: { type: 'json' } }),
  'request-form.json': () =>
    import('../../../templates/request-form.json', { with: { type: 'json' } }),
  'power-of-attorney.json': () =>
    import('../../../templates/power-of-attorney.json', { with: { type: 'json' } }),
  'procedure-notice.json': () =>
    import('../../../templates/procedure-notice.json', { with: { type: 'json' } }),
  'common.json': () => import('../../../templates/common.json', { with: { type: 'json' } }),
  'annex.json': () => import('../../../templates/annex.json', { with: { type: 'json' } }),
  'provision-register.json': () =>
    import('../../../templates/provision-register.json', { with: { type: 'json' } }),
  'erasure-record.json': () =>
    import('../../../templates/erasure-record.json', { with: { type: 'json' } }),
  'registers.json': () => import('../../../templates/registers.json', { with: { type: 'json' } }),
  'en/disclosed-full.json': () =>
    import('../../../templates/en/disclosed-full.json', { with: { type: 'json' } }),
  'en/disclosed-partial.json': () =>
    import('../../../templates/en/disclosed-partial.json', { with: { type: 'json' } }),
  'en/not-disclosed.json': () =>
    import('../../../templates/en/not-disclosed.json', { with: { type: 'json' } }),
  'en/not-exist.json': () =>
    import('../../../templates/en/not-exist.json', { with: { type: 'json' } }),
  'en/acknowledgement.json': () =>
    import('../../../templates/en/acknowledgement.json', { with: { type: 'json' } }),
  'en/completion-request.json': () =>
    import('../../../templates/en/completion-request.json', { with: { type: 'json' } }),
  'en/new-reply-date.json': () =>
    import('../../../templates/en/new-reply-date.json', { with: { type: 'json' } }),
  'en/not-accepted.json': () =>
    import('../../../templates/en/not-accepted.json', { with: { type: 'json' } }),
  'en/method-consultation.json': () =>
    import('../../../templates/en/method-consultation.json', { with: { type: 'json' } }),
  'en/method-change.json': () =>
    import('../../../templates/en/method-change.json', { with: { type: 'json' } }),
  'en/other-desks.json': () =>
    import('../../../templates/en/other-desks.json', { with: { type: 'json' } }),
  'en/withdrawal.json': () =>
    import('../../../templates/en/withdrawal.json', { with: { type: 'json' } }),
  'en/cover-letter.json': () =>
    import('../../../templates/en/cover-letter.json', { with: { type: 'json' } }),
  'en/password-notice.json': () =>
    import('../../../templates/en/password-notice.json', { with: { type: 'json' } }),
  'en/cessation-result.json': () =>
    import('../../../templates/en/cessation-result.json', { with: { type: 'json' } }),
  'en/request-form.json': () =>
    import('../../../templates/en/request-form.json', { with: { type: 'json' } }),
  'en/power-of-attorney.json': () =>
    import('../../../templates/en/power-of-attorney.json', { with: { type: 'json' } }),
  'en/procedure-notice.json': () =>
    import('../../../templates/en/procedure-notice.json', { with: { type: 'json' } }),
  'en/common.json': () => import('../../../templates/en/common.json', { with: { type: 'json' } }),
  'en/annex.json': () => import('../../../templates/en/annex.json', { with: { type: 'json' } }),
  'en/provision-register.json': () =>
    import('../../../templates/en/provision-register.json', { with: { type: 'json' } }),
  'en/erasure-record.json': () =>
    import('../../../templates/en/erasure-record.json', { with: { type: 'json' } }),
  'en/registers.json': () =>
    import('../../../templates/en/registers.json', { with: { type: 'json' } }),
}

export async function shippedTemplates(): Promise<EditionTemplates> {
  const read = Object.entries(FILES).map(
    async ([name, load]) => [name, (await load()).default] as const,
  )
  return parseTemplates(Object.fromEntries(await Promise.all(read)))
}
