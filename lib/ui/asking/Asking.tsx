/** Asking for a stopped page: how it stands, by the worker, as it happens. */
import type { ComponentChildren } from 'preact'
import type { Explanation } from '../../messages/protocol.ts'
import { AskingBox } from './AskingBox.tsx'
import { type AskingParts, useAsking } from './use-asking.ts'

interface Props extends AskingParts {
  readonly explanation: Explanation
  /** What is said where nobody can be asked from here. */
  readonly children: ComponentChildren
}

export function Asking({ explanation, children, ...parts }: Props) {
  const { asking, answer, send, busy } = useAsking(parts)
  if (answer.kind === 'unanswered' || asking?.may === 'closed') return <>{children}</>
  if (asking === undefined) return null
  return (
    <AskingBox
      id="asking"
      of="page"
      at={explanation}
      asking={asking}
      send={send}
      busy={busy}
      kept={parts.kept}
    />
  )
}
