// What is refused where a second person has to approve, in the officer's words.

export const APPROVAL_ERRORS = {
  approval_needed: {
    ja: 'この操作には、別の方の承認が必要です。「承認」のページで承認を依頼し、承認された後に、同じ内容でもう一度お試しください。',
    en: 'Somebody else has to approve this first. Ask for it under “Approvals”; once approved, do the same again.',
  },
  approval_not_needed: {
    ja: 'この操作に承認は必要ありません。そのまま進めてください。',
    en: 'This needs no approval. Go on with it directly.',
  },
  approval_own: {
    ja: '自分で依頼した操作は、自分では承認できません。別の方に回答をご依頼ください。',
    en: 'You asked for this yourself. Let somebody else answer.',
  },
  approval_over: {
    ja: 'この依頼は、すでに回答済みか、期限が過ぎています。必要な場合は、もう一度ご依頼ください。',
    en: 'This was answered already, or its days are over. Ask again if it is still wanted.',
  },
}
