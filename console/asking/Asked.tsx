/** A page that pupils ask for: who, why, and why it is closed. */
import type { ComponentChildren } from 'preact'
import { type Group, pageName, shortName, whenInWords, whoInWords } from './groups.ts'

interface Props {
  readonly group: Group
  readonly now: number
  /** On the page of the lesson itself. */
  readonly inLesson?: boolean
  /** What can be done about it. */
  readonly children: ComponentChildren
}

export function Asked({ group: { first, requests }, now, inLesson = false, children }: Props) {
  const whys = requests.flatMap(({ name, whys: said }) => said.map((why) => ({ name, why })))
  return (
    <li class="asked">
      <div class="asked__what">
        <p class="asked__page">
          <strong dir="ltr">{pageName(first.url)}</strong>{' '}
          {first.frame && <span class="badge">a part of another page</span>}
        </p>
        <p class="small soft">
          {whoInWords(requests)}
          {!inLesson && first.lesson !== undefined && `, in ${first.lesson}`}, {whenInWords(requests, now)}
        </p>
        {whys.map(({ name, why }) => (
          <p key={`${name} ${why}`} class="small">
            {requests.length > 1 && <span class="soft">{shortName(name)}: </span>}“{why}”
          </p>
        ))}
        {first.handed && (
          <p class="small asked__handed">
            <strong>{first.handed.by || 'The teacher'} hands it on</strong>
            {first.handed.words !== '' && <>: “{first.handed.words}”</>}
          </p>
        )}
        <p class="small soft">{first.onlyLesson ? 'Only the lesson closes it.' : first.closed}</p>
      </div>
      {children}
    </li>
  )
}
