// Does what a shop's page does: signs in, asks an API with a token, sends a form, and fails at the checkout.
const token = ["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "eyJzdWIiOiJ2aXNpdG9yLTQyIiwiZW1haWwiOiJ2aXNpdG9yQGNhc2VmaWxlLnRlc3QifQ",
  "c2lnbmF0dXJlLW9mLW5vdGhpbmctYXQtYWxs"].join(".");
async function run() {
  await fetch("/api/login", { method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ user: "visitor@casefile.test", password: "correct horse battery staple" }) });
  await fetch("/api/cart.json?session_id=5f2c9b7e41d84d0c9a3e&item=17", { headers: { authorization: "Bearer " + token } });
  await fetch("/api/order", { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded", "x-csrf-token": "b6d1e0a94c7f4e55" },
    body: "item=17&card=4111+1111+1111+1111&cvc=123" });
  const answer = await fetch("/checkout?token=0d9f4c2b7a6e4f58b1c3");
  document.getElementById("state").textContent = "checkout answered " + answer.status;
}
run();
