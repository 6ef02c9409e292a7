// What pages can do only with script: passkeys, copying, no second click. Every page works without it.

const WITH_SCRIPT = '[data-needs-script], [data-copy]'

for (const part of document.querySelectorAll(WITH_SCRIPT)) {
  const usesPasskey = part.matches('[data-needs-script]')
  if (!usesPasskey || 'PublicKeyCredential' in window) part.hidden = false
}

document.querySelector('#faults')?.focus()

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent)
  button.textContent = button.dataset.copied
})

document.addEventListener('submit', async event => {
  const form = event.target
  const button = form.querySelector('[data-passkey]')
  if (!button || form.elements.answer.value) return
  event.preventDefault()
  try {
    const credential = await ask(button.dataset.passkey, JSON.parse(button.dataset.options))
    form.elements.answer.value = JSON.stringify(credential)
    form.requestSubmit()
  } catch {
    // The person cancelled, or the device refused: the page stays as it is.
    button.focus()
  }
})

/** How long a sent form waits for its page before it may be sent again: a connection may have broken. */
const SENT_MS = 15_000

// After the passkey's listener: it takes the first sending to itself. A file leaves the page as it is.
document.addEventListener('submit', event => {
  const form = event.target
  if (event.defaultPrevented || form.getAttribute('method') !== 'post' || 'file' in form.dataset)
    return
  if ('sent' in form.dataset) return event.preventDefault()
  mark(form, true)
  setTimeout(() => mark(form, false), SENT_MS)
})

// Gone back to, a page is as it was left.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('[data-sent]')) mark(form, false)
})

/** Not `disabled`, which would keep the button's own value from being sent, and lose the focus. */
function mark(form, sent) {
  form.toggleAttribute('data-sent', sent)
  for (const button of form.querySelectorAll('[type=submit]')) {
    if (sent) button.setAttribute('aria-disabled', 'true')
    else button.removeAttribute('aria-disabled')
  }
}

function ask(ceremony, options) {
  const publicKey =
    ceremony === 'create'
      ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
      : PublicKeyCredential.parseRequestOptionsFromJSON(options)
  return navigator.credentials[ceremony]({ publicKey })
}
