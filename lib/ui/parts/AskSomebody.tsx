/** Whom to talk to: somebody whom the school has named, or else anybody. */
import { Contact } from './Contact.tsx'

interface Props {
  /** As the school has it; empty where it has named nobody. */
  readonly contact: string
  /** What stands before it. */
  readonly named: string
  /** What stands in its place. */
  readonly anybody: string
}

export function AskSomebody({ contact, named, anybody }: Props) {
  if (contact.trim() === '') return <p>{anybody}</p>
  return (
    <p>
      {named}{' '}
      <strong>
        <Contact contact={contact} />
      </strong>
    </p>
  )
}
