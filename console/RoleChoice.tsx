import { type Role, ROLES } from '../lib/protocol/staff-roles.ts'
import { ROLE_NAMES } from './roles.ts'

/** Check boxes, one for each role. */
export const RoleChoice = ({ legend, chosen }: { legend: string; chosen: readonly Role[] }) => (
  <fieldset class="ticks">
    <legend>{legend}</legend>
    {ROLES.map((role) => (
      <label key={role}>
        <input type="checkbox" name="role" value={role} defaultChecked={chosen.includes(role)} />
        <span>{ROLE_NAMES[role]}</span>
      </label>
    ))}
  </fieldset>
)

/** The roles that are ticked in a form. */
export const rolesOf = (form: HTMLFormElement): Role[] => {
  const ticked = new Set(new FormData(form).getAll('role'))
  return ROLES.filter((role) => ticked.has(role))
}
