/** Values that deploy every optional part of the chart. */
export const ALL_PARTS = {
  metrics: { annotations: true, podMonitor: { enabled: true }, rbac: { create: true } },
  wireguardExporter: { enabled: true },
  kubeRouter: { enabled: true },
  peerValidation: { enabled: true },
  namespace: { create: true },
  peers: [
    {
      name: 'laptop',
      publicKey: 'GY5aT1N9dTR/nJnT1N2f4ClZWVj0jOAld0r8ysWLyjg=',
      allowedIPs: ['10.5.0.1/32'],
      persistentKeepalive: 10,
    },
  ],
};
