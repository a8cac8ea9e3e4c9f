# Kerb for Microsoft Edge: run as SYSTEM, in the 64-bit host. Writes the policy anew each time.
$ErrorActionPreference = 'Stop'
$root = 'HKLM:\SOFTWARE\Policies\Microsoft\Edge'
$settings = "$root\ExtensionSettings\abcdefghijklmnopabcdefghijklmnop"
$policy = "$root\3rdparty\extensions\abcdefghijklmnopabcdefghijklmnop\policy"
New-Item -Path $settings -Force | Out-Null
New-ItemProperty -Path $settings -Name 'installation_mode' -PropertyType String -Value 'force_installed' -Force | Out-Null
New-ItemProperty -Path $settings -Name 'update_url' -PropertyType String -Value 'https://kerb.greenfield.example/extension/update.xml' -Force | Out-Null
New-ItemProperty -Path $settings -Name 'override_update_url' -PropertyType DWord -Value 1 -Force | Out-Null
New-ItemProperty -Path $settings -Name 'toolbar_state' -PropertyType String -Value 'force_shown' -Force | Out-Null
if (Test-Path $policy) { Remove-Item -Path $policy -Recurse -Force }
New-Item -Path $policy -Force | Out-Null
New-ItemProperty -Path $policy -Name 'schoolName' -PropertyType String -Value 'Greenfield Academy' | Out-Null
New-ItemProperty -Path $policy -Name 'schoolContact' -PropertyType String -Value 'Mrs Patel in the IT office, it@greenfield.example' | Out-Null
New-ItemProperty -Path $policy -Name 'serverAddress' -PropertyType String -Value 'https://kerb.greenfield.example' | Out-Null
New-Item -Path "$policy\serverKeys" | Out-Null
New-ItemProperty -Path "$policy\serverKeys" -Name '1' -PropertyType String -Value 'sign:MCowBQYDK2VwAyEA27UE0h6CiGKnW67lgrvQI5ynRHCEI6esXcBqiSrKvfs' | Out-Null
New-ItemProperty -Path "$policy\serverKeys" -Name '2' -PropertyType String -Value 'seal:BAj2NsQax78czxhg5GVnnCcGBYOjZqqgyADfj30XRogbbZeFm5tl2913eSCheCoI-PIzX6XFM94rIo8DR4Ru0WU' | Out-Null
New-ItemProperty -Path $policy -Name 'enrolmentToken' -PropertyType String -Value 'paste-the-token-from-the-school-server' | Out-Null
New-ItemProperty -Path $policy -Name 'group' -PropertyType String -Value 'year-9' | Out-Null
New-ItemProperty -Path $policy -Name 'ageGroup' -PropertyType String -Value 'secondary' | Out-Null
New-Item -Path "$policy\categoryActions" | Out-Null
New-ItemProperty -Path "$policy\categoryActions" -Name '1' -PropertyType String -Value 'games: block' | Out-Null
New-ItemProperty -Path "$policy\categoryActions" -Name '2' -PropertyType String -Value 'social: block' | Out-Null
New-ItemProperty -Path "$policy\categoryActions" -Name '3' -PropertyType String -Value 'ai-assistant: warn' | Out-Null
New-Item -Path "$policy\blockEntries" | Out-Null
New-ItemProperty -Path "$policy\blockEntries" -Name '1' -PropertyType String -Value 'games.example.com' | Out-Null
New-ItemProperty -Path "$policy\blockEntries" -Name '2' -PropertyType String -Value '=www.example.org' | Out-Null
New-ItemProperty -Path "$policy\blockEntries" -Name '3' -PropertyType String -Value 'example.net/games # Games that look like maths' | Out-Null
New-Item -Path "$policy\allowEntries" | Out-Null
New-ItemProperty -Path "$policy\allowEntries" -Name '1' -PropertyType String -Value 'greenfield.example # Our own site' | Out-Null
New-ItemProperty -Path $policy -Name 'unknownHosts' -PropertyType String -Value 'allow' | Out-Null
New-ItemProperty -Path $policy -Name 'safeSearch' -PropertyType String -Value 'on' | Out-Null
New-ItemProperty -Path $policy -Name 'youtube' -PropertyType String -Value 'strict' | Out-Null
New-Item -Path "$policy\signInDomains" | Out-Null
New-ItemProperty -Path "$policy\signInDomains" -Name '1' -PropertyType String -Value 'greenfield.example' | Out-Null
New-ItemProperty -Path "$policy\signInDomains" -Name '2' -PropertyType String -Value '456ff232-3512-4123-b3b3-3236a0826f3d' | Out-Null
New-ItemProperty -Path $policy -Name 'timeZone' -PropertyType String -Value 'Europe/London' | Out-Null
New-Item -Path "$policy\timetable" | Out-Null
New-ItemProperty -Path "$policy\timetable" -Name '1' -PropertyType String -Value 'Mon-Fri 12:00-13:00 on-site lunch: games=allow, social=warn' | Out-Null
New-ItemProperty -Path $policy -Name 'recordingDetail' -PropertyType String -Value 'least' | Out-Null
New-Item -Path "$policy\recordingHours" | Out-Null
New-ItemProperty -Path "$policy\recordingHours" -Name '1' -PropertyType String -Value 'Mon-Fri 08:00-17:00' | Out-Null
New-ItemProperty -Path $policy -Name 'searchTerms' -PropertyType String -Value 'on' | Out-Null
New-ItemProperty -Path $policy -Name 'sharedDevices' -PropertyType String -Value 'off' | Out-Null
New-Item -Path "$policy\locked" | Out-Null
New-ItemProperty -Path "$policy\locked" -Name '1' -PropertyType String -Value 'safeSearch' | Out-Null
New-ItemProperty -Path "$policy\locked" -Name '2' -PropertyType String -Value 'youtube' | Out-Null
New-Item -Path "$policy\keysSet" | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '1' -PropertyType String -Value 'schoolName' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '2' -PropertyType String -Value 'schoolContact' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '3' -PropertyType String -Value 'serverAddress' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '4' -PropertyType String -Value 'serverKeys' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '5' -PropertyType String -Value 'enrolmentToken' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '6' -PropertyType String -Value 'group' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '7' -PropertyType String -Value 'ageGroup' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '8' -PropertyType String -Value 'categoryActions' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '9' -PropertyType String -Value 'blockEntries' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '10' -PropertyType String -Value 'allowEntries' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '11' -PropertyType String -Value 'unknownHosts' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '12' -PropertyType String -Value 'safeSearch' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '13' -PropertyType String -Value 'youtube' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '14' -PropertyType String -Value 'signInDomains' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '15' -PropertyType String -Value 'timeZone' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '16' -PropertyType String -Value 'timetable' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '17' -PropertyType String -Value 'recordingDetail' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '18' -PropertyType String -Value 'recordingHours' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '19' -PropertyType String -Value 'searchTerms' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '20' -PropertyType String -Value 'sharedDevices' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '21' -PropertyType String -Value 'locked' | Out-Null
New-ItemProperty -Path "$policy\keysSet" -Name '22' -PropertyType String -Value 'keysSet' | Out-Null
