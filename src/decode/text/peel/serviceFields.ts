/** Fields by which collectors of logs, and `go test`, name what wrote a line. */
export const serviceFields: readonly string[] = [
  ...['namespace_name', 'pod_name', 'pod', 'container_name', 'container', '_SYSTEMD_UNIT', 'SYSLOG_IDENTIFIER', '_PID'],
  ...['service', 'service.name', 'service_name', 'serviceName', 'app', 'tag', 'logStream', 'Package'],
];

/** The columns of tables that viewers of logs export. */
const serviceColumn =
  /^(?:@?log_?stream(?:_?name)?|(?:kubernetes\.|resource\.labels\.)?(?:pod|container|namespace)(?:[._]?name)?|service(?:[._]?name)?|app|host(?:\.?name)?)$/i;

export function isServiceColumn(name: string): boolean {
  return serviceColumn.test(name);
}
