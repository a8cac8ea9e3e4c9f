/** The files, by the management that takes them. They hold the token, so they are made here and fetched from nowhere. */
import type { MadeRollout, Rollout } from '../../lib/protocol/rollout.ts'
import { saveFile } from '../../lib/ui/parts/save-file.ts'
import { PLACES } from './words.ts'

type File = MadeRollout['files'][number]

export const Files = ({ of, made }: { of: Rollout; made: MadeRollout }) => (
  <div class="rollout__places">
    {PLACES.map(({ title, files, steps }) => (
      <details key={title} class="panel">
        <summary>{title}</summary>
        <ol class="rollout__steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {title.startsWith('Google') && of.hosted && (
          <p class="small">
            Id <code>{of.hosted.id}</code>, update address <code>{of.hosted.updateUrl}</code>
          </p>
        )}
        <div class="actions">
          {files.flatMap((name) => {
            const file = made.files.find((one) => one.name === name)
            return file ? [<Download key={name} file={file} />] : []
          })}
        </div>
      </details>
    ))}
  </div>
)

const Download = ({ file }: { file: File }) => (
  <button
    type="button"
    class="button"
    onClick={() => saveFile(file.name, file.text, 'application/octet-stream')}
  >
    {file.name}
  </button>
)
