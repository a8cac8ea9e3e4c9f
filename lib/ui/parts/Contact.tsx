/** Whom to ask: the school's words, with an e-mail or telephone number in them made pressable. */
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/

export function Contact({ contact }: { contact: string }) {
  const email = EMAIL.exec(contact)
  if (!email) return <bdi>{contact}</bdi>
  const before = contact.slice(0, email.index)
  const after = contact.slice(email.index + email[0].length)
  return (
    <bdi>
      {before}
      <a href={`mailto:${email[0]}`}>{email[0]}</a>
      {after}
    </bdi>
  )
}
