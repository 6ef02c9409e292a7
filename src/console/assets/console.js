// What pages can do only with script: passkeys, and copying. Every page works without it.

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

function ask(ceremony, options) {
  const publicKey =
    ceremony === 'create'
      ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
      : PublicKeyCredential.parseRequestOptionsFromJSON(options)
  return navigator.credentials[ceremony]({ publicKey })
}
