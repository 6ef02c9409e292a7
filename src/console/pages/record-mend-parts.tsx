// What forms that mend a record share: why, what shows it, and the ways that lead elsewhere.

import type { RecordView } from '../../usecases/get-record.ts'
import { EmptyState, Notice } from '../components.tsx'
import { Field } from '../form-parts.tsx'
import type { Unsent } from '../forms.ts'
import type { Visit } from '../visit.tsx'
import { mendWords } from './record-mend-words.ts'

/** The reason, and what shows it. */
export function Why(props: { visit: Visit; form: Unsent; fills?: boolean | undefined }) {
  const { visit, form, fills = false } = props
  const t = visit.say(mendWords)
  return (
    <>
      <Field
        visit={visit}
        form={form}
        name="reason"
        label={fills ? t.fillReason : t.reason}
        hint={t.reasonHint}
        rows={2}
        required
      />
      <Field
        visit={visit}
        form={form}
        name="proof"
        label={t.proof}
        hint={t.proofHint}
        rows={2}
        required={fills}
      />
    </>
  )
}

/** The conflict that comes first: a consent to something else counts for nothing before the basis is right. */
export const consentBlocker = ({ gaps }: Pick<RecordView, 'gaps'>) =>
  gaps.find(({ code }) => code === 'foreign_consent_needed')

/** Missing items that are better filled elsewhere. */
export function OtherWays({ visit, record }: { visit: Visit; record: RecordView }) {
  const t = visit.say(mendWords)
  const no = record.record_no
  const missing = record.gaps.flatMap(({ item }) => (item ? [item] : []))
  const blocking = consentBlocker(record)
  const { code } = record.third_party
  if (missing.length === 0) {
    return (
      <EmptyState title={t.nothingMissing}>
        <a href={`/records/${no}`}>{visit.say({ ja: '記録に戻る', en: 'Back to the record' })}</a>
      </EmptyState>
    )
  }
  return (
    <>
      {blocking && missing.includes('CONSENT') ? (
        <Notice kind="warn">
          {t.settleFirst} <a href={`/records/${no}/conflicts/${blocking.code}`}>{t.toSettle}</a>
        </Notice>
      ) : null}
      {code && missing.some(item => item.startsWith('TP_')) ? (
        <Notice>
          {t.fillParty} <a href={`/third-parties/${code}`}>{t.toRegister}</a>
        </Notice>
      ) : null}
      {missing.includes('PERSON') ? (
        <Notice>
          {t.fillPerson} <a href={`/records/${no}/lines/new`}>{t.toLine}</a>
        </Notice>
      ) : null}
    </>
  )
}
