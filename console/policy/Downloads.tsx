/** What a group may save from pages: by kind, by size, and for single sites. */
import { defaultDownload, downloadsOf, DOWNLOAD_ACTIONS, FILE_KINDS } from '../../lib/policy/downloads.ts'
import type { DownloadRules } from '../../lib/policy/document.ts'
import { readHost } from '../../lib/policy/hosts.ts'
import { bad, good, oneOf, type Read } from '../../lib/policy/read.ts'
import { Choice, Lines, Text } from './Fields.tsx'
import { groupOf } from './state.ts'
import { DOWNLOAD_OPTIONS, FILES } from './words.ts'

type Site = NonNullable<DownloadRules['sites']>[number]

export function Downloads({ group }: { group: string }) {
  const rules = groupOf(group)
  if (!rules) return null
  const path = ['groups', group, 'downloads']
  return (
    <div class="panel">
      <h3>Downloads</h3>
      <div class="policy__columns">
        {FILES.map(([kind, words]) => (
          <Choice
            key={kind}
            path={[...path, 'kinds', kind]}
            label={words}
            options={DOWNLOAD_OPTIONS}
            usual={defaultDownload(kind, rules.ageGroup)}
          />
        ))}
      </div>
      <Text
        path={[...path, 'adultAbove']}
        label="An adult decides above so many megabytes"
        most={6}
        numeric
        optional
        placeholder={`${downloadsOf({ ageGroup: rules.ageGroup }).adultAbove} (usual)`}
      />
      <Lines
        path={[...path, 'sites']}
        label="For single sites"
        read={readSite}
        format={formatSite}
        usual={[]}
        hint={`One a line: a site, then ${DOWNLOAD_ACTIONS.join(', ')}, then kinds if only some are meant. For example files.example.org allow document, archive.`}
      />
    </div>
  )
}

/** `files.example.org allow document, archive` */
function readSite(line: string): Read<Site> {
  const [, host = '', action = '', rest = ''] = /^(\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? []
  if (host === '') return bad('has no action', `Write the site and one of ${DOWNLOAD_ACTIONS.join(', ')}.`)
  const readTo = readHost(host)
  if (!readTo.ok) return readTo
  const act = oneOf(DOWNLOAD_ACTIONS)(action)
  if (!act.ok) return act
  const kinds = rest.split(/[,\s]+/).filter((one) => one !== '')
  const read = kinds.map((one) => oneOf(FILE_KINDS)(one))
  const wrong = read.find((one) => !one.ok)
  if (wrong && !wrong.ok) return wrong
  const known = read.flatMap((one) => (one.ok ? [one.value] : []))
  return good({ host: readTo.value, action: act.value, ...(known.length > 0 && { kinds: known }) })
}

const formatSite = ({ host, action, kinds }: Site): string =>
  [host, action, ...(kinds ? [kinds.join(', ')] : [])].join(' ')
