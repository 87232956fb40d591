/** kubectl does with the output of this program what Helm's commands do with a release in a cluster. */
const RELEASE = 'kilo-chart template NAME -n NAMESPACE';

/** What to run instead of a command of Helm (4.2.4). */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  install: `${RELEASE} | kubectl apply -f -`,
  upgrade: `${RELEASE} --is-upgrade | kubectl apply -f -`,
  apply: `${RELEASE} | kubectl apply -f -`,
  uninstall: `${RELEASE} | kubectl delete -f -`,
  delete: `${RELEASE} | kubectl delete -f -`,
  rollback: `render with the values of before: ${RELEASE} -f OLD.yaml | kubectl apply -f -`,
  list: 'kubectl get all -A -l app.kubernetes.io/instance=NAME',
  status: 'kubectl get all -n NAMESPACE -l app.kubernetes.io/instance=NAME',
  test: `${RELEASE} --show-only 'templates/tests/*' | kubectl apply -f -`,
  get: 'kilo-chart values -f my-values.yaml for values, kilo-chart template NAME for manifests',
  repo: 'kilo-chart template NAME CHART --repo URL, which needs no list of repositories',
  inspect: 'kilo-chart show all [CHART]',
  render: 'kilo-chart template NAME [CHART]',
  new: 'kilo-chart create DIR',
};

/** @returns the hint what to run; undefined for a word that is not a command of Helm, or has no counterpart */
export function replacementFor(command: string): string | undefined {
  const instead = Object.hasOwn(REPLACEMENTS, command) ? REPLACEMENTS[command] : undefined;
  return instead === undefined ? undefined : `objects are printed, and kubectl does the rest; run ${instead}`;
}
