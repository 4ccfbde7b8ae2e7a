(* SPDX-License-Identifier: BSD-2-Clause *)
(* Loaded into Frama-C: registers the transformation only_relevant of Why3, which proofs/provers.py puts into the drivers.

   WP hands each goal over with the whole theory of memory, integers and booleans, and with every definition and lemma of the
   file. A prover then reads and instantiates what the goal never speaks of, and the polymorphic part of it makes Why3 encode
   all types. only_relevant leaves to a goal what it speaks of: the definitions of its symbols, those of theirs, and the laws
   about them. It only leaves out: the goal stays as it is and nothing is added, so what is proved of less holds of all. *)
open Why3
open Ident

let theory id = try let path, name, _ = Theory.restore_path id in (path, name) with Not_found -> ([], "")
let built_in id = theory id = (["why3"; "BuiltIn"], "BuiltIn")

(* Symbols that nearly every goal speaks of: that a law does too says nothing of whether it is needed. *)
let common id = match theory id with (["int"], "Int" | ["map"], "Map" | "why3" :: _, _) -> true | _ -> false

(* What the source defines is of no theory's file. *)
let of_source id = fst (theory id) = []
let of_wp id = match theory id with "frama_c_wp" :: _, _ -> true | _ -> false

let symbols term = Term.t_s_fold (fun found _ -> found) (fun found symbol -> Sid.add symbol.Term.ls_name found) Sid.empty term

let rec triggers term = match term.Term.t_node with
  | Term.Tquant (_, quantified) ->
    let _, here, body = Term.t_open_quant quantified in
    List.map (List.fold_left (fun found pattern -> Sid.union found (symbols pattern)) Sid.empty) here @ triggers body
  | _ -> []

(* When a law is needed: with one of these sets as a whole, or with any symbol of this set. *)
type use = Whole of Sid.t list | Any of Sid.t

(* A law of the source's, which may define a symbol, by any symbol of its own; one of WP's or of Why3's by its triggers, else
   by all its symbols that have no definition beside it. *)
let use_of known law =
  let defined id = match (Mid.find id known).Decl.d_node with Decl.Dlogic _ -> true | _ -> false in
  let every = symbols law in
  let own = Sid.filter (fun id -> not (common id)) every in
  let abstract = Sid.filter (fun id -> not (defined id)) own in
  if Sid.exists of_source own then Any (Sid.filter of_source own)
  else match triggers law with
    | _ :: _ as sets -> Whole sets
    | [] when Sid.is_empty own -> Whole [every]
    | [] when Sid.exists of_wp own -> Whole [if Sid.is_empty abstract then own else abstract]
    | [] -> Any own

let uses = Hid.create 997

let use known name law =
  try Hid.find uses name with Not_found ->
    let found = use_of known law in
    Hid.add uses name found;
    found

let wanted known needed (_, name, law) = match use known name law with
  | Whole sets -> List.exists (fun set -> Sid.subset set needed) sets
  | Any set -> not (Sid.disjoint set needed)

(* The names of what a task's goal needs: its symbols, what defines them, the laws about these, and so on. *)
let needs task =
  let definition = Hid.create 997 and needed = ref Sid.empty in
  let sort (laws, goals) declaration = match declaration.Decl.d_node with
    | Decl.Dprop (Decl.Pgoal, _, _) -> laws, declaration :: goals
    | Decl.Dprop (_, name, law) -> (declaration, name.Decl.pr_name, law) :: laws, goals
    | _ -> Sid.iter (fun id -> Hid.replace definition id declaration) declaration.Decl.d_news; laws, goals in
  let rec take declaration =
    needed := Sid.union declaration.Decl.d_news !needed;
    let need id =
      if not (Sid.mem id !needed) then
        match Hid.find definition id with found -> take found | exception Not_found -> needed := Sid.add id !needed in
    Sid.iter need (Decl.get_decl_syms declaration) in
  let rec close laws = match List.partition (wanted (Task.task_known task) !needed) laws with
    | [], _ -> ()
    | now, later -> List.iter (fun (declaration, _, _) -> take declaration) now; close later in
  let laws, goals = List.fold_left sort ([], []) (Task.task_decls task) in
  List.iter take goals;
  close laws;
  !needed

let kept needed declaration =
  let names = declaration.Decl.d_news in
  if Sid.disjoint names needed && not (Sid.exists built_in names) then [] else [declaration]

let () =
  Trans.register_transform "only_relevant" (Trans.bind (Trans.store needs) (fun needed -> Trans.decl (kept needed) None))
    ~desc:"Leave@ out@ what@ the@ goal@ can@ not@ need."

(* Frama-C sets its garbage collector as it starts, whatever OCAMLRUNPARAM says; let it work less often: a tenth of Frama-C's
   own time. *)
let () = Gc.set { (Gc.get ()) with Gc.minor_heap_size = 4_194_304; space_overhead = 1000 }
