/** Where a person with these roles works. @param {import("../api/contract.d.ts").Session} session */
export function homeOf({ roles }) {
  return roles.includes("staff") ? "/mail/" : roles.includes("service-desk") ? "/admin/" : "/account/";
}
