(* The workloads in Lwt: workloads VERSION [WORKLOAD ...] *)

open Lwt.Infix

exception Bad of int

let members = 1000
let steps = 10_000

let step x k = if Sys.opaque_identity x = -k - 1 then raise (Bad k) else x + k
let rescue = function Bad n when n <> -77 -> Lwt.return n | e -> Lwt.fail e
let close () = Lwt.return_unit

let inbox = ref []

let ready x k = Lwt.return (step x k)

let waiting x k =
  let value = step x k in
  let promise, resolver = Lwt.wait () in
  inbox := (resolver, value) :: !inbox;
  promise

let chain source stage =
  Lwt.finalize
    (fun () ->
      Lwt.catch
        (fun () ->
          source
          >>= (fun x -> stage x 0)
          >>= (fun x -> stage x 1)
          >>= (fun x -> stage x 2)
          >>= (fun x -> stage x 3)
          >>= (fun x -> stage x 4)
          >>= (fun x -> stage x 5)
          >>= (fun x -> stage x 6)
          >>= fun x -> stage x 7)
        rescue)
    close

(* The same with what takes plain values. *)
let chain_of_plain source =
  Lwt.finalize
    (fun () ->
      Lwt.catch
        (fun () ->
          source
          >|= (fun x -> step x 0)
          >|= (fun x -> step x 1)
          >|= (fun x -> step x 2)
          >|= (fun x -> step x 3)
          >|= (fun x -> step x 4)
          >|= (fun x -> step x 5)
          >|= (fun x -> step x 6)
          >|= fun x -> step x 7)
        rescue)
    close

let result_of promise =
  match Lwt.state promise with Lwt.Return x -> x | _ -> failwith "it is still pending"

let rec fire_all () =
  match !inbox with
  | [] -> ()
  | (resolver, value) :: rest ->
      inbox := rest;
      Lwt.wakeup resolver value;
      fire_all ()

let run_ready () = result_of (chain_of_plain (Lwt.return 1))

let run_pending attach =
  let promise, resolver = Lwt.wait () in
  let done_ = attach promise in
  Lwt.wakeup resolver 1;
  fire_all ();
  result_of done_

let run_failing () =
  let promise, resolver = Lwt.wait () in
  let done_ = chain_of_plain promise in
  Lwt.wakeup_exn resolver (Bad 3);
  result_of done_

let run_gathered () =
  let pairs = List.init members (fun _ -> Lwt.wait ()) in
  let all = Lwt.all (List.map fst pairs) in
  List.iteri (fun n (_, resolver) -> Lwt.wakeup resolver n) pairs;
  List.fold_left ( + ) 0 (result_of all)

let rec count n = if n = steps then Lwt.return n else waiting 1 0 >>= fun one -> count (n + one)

let run_looped () =
  let done_ = count 0 in
  fire_all ();
  result_of done_

let workloads =
  [
    ("W1", run_ready, 1, 29);
    ("W2", (fun () -> run_pending chain_of_plain), 1, 29);
    ("W3", run_failing, 1, 3);
    ("W4", (fun () -> run_pending (fun d -> chain d ready)), 1, 29);
    ("W4b", (fun () -> run_pending (fun d -> chain d waiting)), 1, 29);
    ("W5", run_gathered, members, members * (members - 1) / 2);
    ("W6", run_looped, steps, steps);
  ]

let () =
  let version, wanted =
    match Array.to_list Sys.argv with
    | _ :: version :: wanted -> (version, wanted)
    | _ -> failwith "usage: workloads VERSION [WORKLOAD ...]"
  in
  Printf.printf "Lwt %s, OCaml %s\n" version Sys.ocaml_version;
  List.iter
    (fun (name, run, operations, expected) ->
      if wanted = [] || List.mem name wanted then begin
        let times = max 1 (10_000 / operations) in
        let sample _ =
          let begun = Sys.time () in
          for _ = 1 to times do
            if run () <> expected then failwith name
          done;
          (Sys.time () -. begun) *. 1e9 /. float (times * operations)
        in
        let samples = List.sort compare (List.init 41 sample) in
        Printf.printf "%s %.1f\n%!" name (List.nth samples 20)
      end)
    workloads
