/** Where a person with these roles works. @param {import("../../api/contract.d.ts").SessionView} session */
export function homeOf({ roles }) {
  return roles.includes("staff") ? "/mail/" : roles.includes("service-desk") ? "/admin/" : "/account/";
}
