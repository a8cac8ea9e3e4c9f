/** A page or file that pupils ask for: who, why, and why it is closed. */
import type { ComponentChildren } from 'preact'
import { Told } from '../found/Told.tsx'
import { fileWords, type Group, nameOf, pageName, shortName, whenInWords, whoInWords } from './groups.ts'

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
          <strong dir={first.file ? 'auto' : 'ltr'}>{nameOf(first)}</strong>{' '}
          {first.file && <span class="badge">a file</span>}
          {first.frame && <span class="badge">a part of another page</span>}
        </p>
        {first.file && (
          <p class="small">
            {fileWords(first.file, first.host)}
            <br />
            <span class="soft" dir="ltr">
              {pageName(first.url)}
            </span>
          </p>
        )}
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
        {first.found && <Told found={first.found} />}
      </div>
      {children}
    </li>
  )
}
